import Foundation

/// Holds the product against every table of a folder: `overreach-conformance FOLDER`.
@main
struct Main {
    static func main() {
        let arguments = CommandLine.arguments.dropFirst()
        guard arguments.count == 1, let path = arguments.first else {
            FileHandle.standardError.write(Data("usage: overreach-conformance FOLDER\n".utf8))
            exit(2)
        }
        let folder = Folder(path: path)
        var holds = true
        for table in TableList.all {
            guard table.files.allSatisfy(folder.has) else {
                print("\(table.name): left out, \(table.files.joined(separator: ", ")) not there")
                continue
            }
            do {
                let score = try table.run(in: folder)
                for line in score.lines(of: table.name) { print(line) }
                holds = holds && score.holds
            } catch {
                print("\(table.name): cannot be read: \(error)")
                holds = false
            }
        }
        exit(holds ? 0 : 1)
    }
}
