import CRsvg

/// Makes PNG and PDF of the very SVG that the page shows: the one file that touches librsvg and cairo.
enum VectorRenderer {
    /// The widest or highest surface in pixels: cairo's own limit is 32,767.
    static let maximumSide = 16_384.0
    /// The largest surface in pixels, four bytes each.
    static let maximumPixels = 48_000_000.0

    /// A PNG of the SVG, `scale` pixels a point.
    static func png(_ svg: [UInt8], scale: Double) throws(DiagramError) -> [UInt8] {
        let image = try Handle(svg)
        let (width, height) = ((image.width * scale).rounded(.up), (image.height * scale).rounded(.up))
        guard scale > 0, width >= 1, height >= 1, max(width, height) <= maximumSide, width * height <= maximumPixels
        else { throw DiagramError(.tooLarge, "no picture of \(width) × \(height) pixels is drawn") }

        guard let surface = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height)) else {
            throw DiagramError(.badAnswer, "no surface of \(width) × \(height) pixels could be made")
        }
        defer { cairo_surface_destroy(surface) }
        try image.draw(on: surface, width: width, height: height)

        var out: [UInt8] = []
        // Safe: cairo calls `append` only before the call returns, while `out` is held.
        let status = withUnsafeMutablePointer(to: &out) {
            cairo_surface_write_to_png_stream(surface, append, UnsafeMutableRawPointer($0))
        }
        guard status == CAIRO_STATUS_SUCCESS else { throw DiagramError(.badAnswer, "the PNG could not be written") }
        return out
    }

    /// A PDF of the SVG on one page of its size.
    static func pdf(_ svg: [UInt8]) throws(DiagramError) -> [UInt8] {
        let image = try Handle(svg)
        guard max(image.width, image.height) <= maximumSide else {
            throw DiagramError(.tooLarge, "no page of \(image.width) × \(image.height) points is drawn")
        }

        var out: [UInt8] = []
        // Safe: the surface is finished before `out` is let go.
        let failure = withUnsafeMutablePointer(to: &out) { target -> DiagramError? in
            guard
                let surface = cairo_pdf_surface_create_for_stream(
                    append, UnsafeMutableRawPointer(target), image.width, image.height)
            else { return DiagramError(.badAnswer, "no page could be made") }
            defer { cairo_surface_destroy(surface) }
            // The same picture is the same bytes: no clock.
            cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "1970-01-01T00:00:00Z")
            do throws(DiagramError) { try image.draw(on: surface, width: image.width, height: image.height) } catch {
                return error
            }
            cairo_surface_finish(surface)
            return cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS
                ? nil : DiagramError(.badAnswer, "the PDF could not be written")
        }
        if let failure { throw failure }
        return out
    }

    private static let append: cairo_write_func_t = { target, bytes, count in
        guard let target, let bytes else { return CAIRO_STATUS_WRITE_ERROR }
        // Safe: `target` is the array that `png` and `pdf` hand over.
        target.assumingMemoryBound(to: [UInt8].self).pointee.append(
            contentsOf: UnsafeBufferPointer(start: bytes, count: Int(count)))
        return CAIRO_STATUS_SUCCESS
    }
}

/// A parsed SVG; freed with the object.
private final class Handle {
    private let handle: UnsafeMutablePointer<RsvgHandle>
    let width: Double
    let height: Double

    /// Takes no base address, so that librsvg refuses every reference to a file.
    init(_ svg: [UInt8]) throws(DiagramError) {
        guard let handle = rsvg_handle_new_from_data(svg, gsize(svg.count), nil) else {
            throw DiagramError(.badAnswer, "the SVG could not be read")
        }
        var (width, height) = (0.0, 0.0)
        let hasSize = rsvg_handle_get_intrinsic_size_in_pixels(handle, &width, &height)
        self.handle = handle
        self.width = width
        self.height = height
        guard hasSize != 0, width > 0, height > 0 else { throw DiagramError(.badAnswer, "the SVG has no size") }
    }

    deinit { g_object_unref(UnsafeMutableRawPointer(handle)) }

    func draw(on surface: OpaquePointer, width: Double, height: Double) throws(DiagramError) {
        let canvas = cairo_create(surface)
        defer { cairo_destroy(canvas) }
        // The last row and column of pixels may be covered by half only.
        cairo_set_source_rgb(canvas, 1, 1, 1)
        cairo_paint(canvas)
        var viewport = RsvgRectangle(x: 0, y: 0, width: width, height: height)
        guard rsvg_handle_render_document(handle, canvas, &viewport, nil) != 0,
            cairo_status(canvas) == CAIRO_STATUS_SUCCESS
        else { throw DiagramError(.badAnswer, "the SVG could not be drawn") }
    }
}
