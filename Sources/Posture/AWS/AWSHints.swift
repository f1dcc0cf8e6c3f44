internal import OverreachModel
internal import OverreachWire

/// The account and region that own what an output lists.
///
/// Only ARNs of what is listed count: principals of trust policies and AWS's own policies belong to others. What content
/// does not say, folders named like an account or region do.
enum AWSHints {
    static func of(_ form: AWSForm, _ pages: [AWSPage], _ place: AWSPlace) -> ScopeHints {
        var hints = ScopeHints()
        for page in pages {
            for arn in form.owned.flatMap({ $0.texts(in: page.root) }).compactMap({ ARN($0) }) {
                if AWSPlace.isAccount(arn.account) { hints.accounts.insert(Text(arn.account)) }
                if !arn.region.isEmpty { hints.regions.insert(Text(arn.region)) }
                hints.partitions.insert(Text(arn.partition))
            }
        }
        if hints.accounts.isEmpty, let account = place.account { hints.accounts = [Text(account)] }
        if hints.regions.isEmpty, let region = place.region { hints.regions = [Text(region)] }
        if hints.partitions.isEmpty, let region = place.region {
            hints.partitions = [Text(AWSOutput.partition(ofRegion: region))]
        }
        return hints
    }
}
