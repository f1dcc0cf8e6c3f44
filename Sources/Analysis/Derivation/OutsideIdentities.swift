internal import OverreachModel
internal import OverreachPolicy

/// States who else may take roles.
struct OutsideIdentities: DerivationRule {
    let name = "outside-identities"

    func conclude(from base: FactBase) -> Conclusions { Conclusions() }
}
