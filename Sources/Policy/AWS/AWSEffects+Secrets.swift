internal import OverreachModel

/// Secrets, parameters and keys.
extension AWSEffects {
    // Judged after doubt: BatchGetSecretValue returns only secrets on which GetSecretValue is allowed too: no effect
    // of its own. RotateSecret sets the function that makes the next value: administer, and it is the function that
    // needs the key. UpdateSecretVersionStage decides which value is current: write. A replica lies under a key of the
    // caller's choice: administer. CancelRotateSecret, RestoreSecret and the end of replication open nothing: no effect.
    //
    // Keys: Secrets Manager User Guide, "Secret encryption and decryption": a value is read with Decrypt, and written
    // with GenerateDataKey and Decrypt.
    static let secretsManager =
        rows("secretsmanager", .read, key: decrypting, "GetSecretValue")
        + rows("secretsmanager", .write, key: encryptingAgain, "PutSecretValue UpdateSecret")
        + rows("secretsmanager", .write, "UpdateSecretVersionStage")
        + rows("secretsmanager", .delete, "DeleteSecret")
        + rows(
            "secretsmanager", .administer, key: decrypting,
            "PutResourcePolicy DeleteResourcePolicy ReplicateSecretToRegions")
        + rows("secretsmanager", .administer, "RotateSecret")

    // Judged after doubt: labels decide which version a reader gets who asks for the label: write.
    //
    // Keys: Systems Manager User Guide, "Restricting decryption of SecureString parameter values" and "How AWS Systems
    // Manager Parameter Store uses AWS KMS": a value is read with Decrypt, and written with Encrypt.
    static let parameters =
        rows("ssm", .read, key: decrypting, "GetParameter GetParameters GetParameterHistory")
        + rows("ssm", .read, key: decrypting, as: .parameterPath, "GetParametersByPath")
        + rows("ssm", .write, key: ["kms:Encrypt"], "PutParameter")
        + rows("ssm", .write, "LabelParameterVersion UnlabelParameterVersion")
        + rows("ssm", .delete, "DeleteParameter DeleteParameters")
        + rows("ssm", .administer, key: decrypting, "PutResourcePolicy DeleteResourcePolicy")

    // Judged after doubt: ReEncryptFrom brings what is encrypted under another key, and DeriveSharedSecret gives what
    // others encrypt with: read. A new data key, a signature or a code is made in the key's name: write; to check one
    // is no effect, and a public key is no content. A key that is off can be put on again: no effect. Without its
    // material, or once deleted, nothing under it is ever read again: delete. An alias decides which key others put new
    // content under, and a condition may look at it, as at a tag: no effect. A replica has a policy of its maker's:
    // administer. To take grants back opens nothing: no effect.
    static let kms =
        rows("kms", .read, "Decrypt ReEncryptFrom DeriveSharedSecret")
        + rows(
            "kms", .write,
            """
            Encrypt ReEncryptTo GenerateDataKey GenerateDataKeyWithoutPlaintext GenerateDataKeyPair
            GenerateDataKeyPairWithoutPlaintext GenerateMac Sign
            """)
        + rows("kms", .delete, "ScheduleKeyDeletion DeleteImportedKeyMaterial")
        + rows("kms", .administer, "PutKeyPolicy CreateGrant ReplicateKey")

    /// The levels of a parameter's path, down to the one that it stands in.
    ///
    /// Who may ask for a level gets all that is below it (Systems Manager User Guide, "Restricting access to Parameter
    /// Store parameters using IAM policies"), so any level is enough. The root is the path `/`.
    static func paths(above parameter: ARN) -> [String] {
        let start = "parameter"
        guard parameter.resource.utf8.starts(with: "\(start)/".utf8) else { return [] }
        let names = parameter.resource.dropFirst(start.count).split(separator: "/")
        return names.indices.map { level in
            var path = parameter
            path.resource = start + "/" + names[..<level].joined(separator: "/")
            return path.text
        }
    }
}
