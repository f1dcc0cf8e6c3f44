import OverreachModel
import OverreachWire

/// A call that brings what one store holds into another: a read of the one and a write of the other.
///
/// One row an operation. Where a call makes a store of what another one holds, both are named: a snapshot that is copied
/// or restored, a table that is exported, imported or restored.
struct CopyForm {
    /// What stands at one end of a copy.
    struct End {
        /// A store by its type and what its ARN has before the name; nil for what is no store of the graph.
        var store: (type: AWSNode, start: String)?
        /// What it is called where no store is known by its name.
        let kind: String
        /// Members of the request, or of the answer, that name it, with a dot before what is inside.
        let paths: [[String]]
        /// The IAM action on this end, where it is not the call's own.
        var action: String?
        /// The member of the request that names its account, where that is not the caller's.
        var owner: [String] = []

        static func store(
            _ type: AWSNode, _ start: String = "", kind: String, _ paths: String..., action: String? = nil,
            owner: String = ""
        ) -> End {
            End(
                store: (type, start), kind: kind, paths: split(paths), action: action,
                owner: owner.split(separator: ".").map(String.init))
        }

        static func thing(_ kind: String, _ paths: String...) -> End { End(kind: kind, paths: split(paths)) }

        private static func split(_ paths: [String]) -> [[String]] {
            paths.map { $0.split(separator: ".").map(String.init) }
        }
    }

    private let service: Text
    private let operations: [Text]
    let source: End
    let destination: End

    private init(_ service: Text, _ operations: Text..., from source: End, to destination: End) {
        self.service = service
        self.operations = operations
        self.source = source
        self.destination = destination
    }

    private static let all = [
        // The header names bucket and object, of which `RequestParameters` keeps the bucket, and the other bucket.
        CopyForm(
            "s3", "CopyObject", "UploadPartCopy", from: .store(.bucket, kind: "bucket", action: "s3:GetObject"),
            to: .store(.bucket, kind: "bucket")),
        CopyForm(
            "dynamodb", "RestoreTableToPointInTime",
            from: .store(.table, "table/", kind: "table", "sourceTableArn", "sourceTableName"),
            to: .store(.table, "table/", kind: "table", "targetTableName")),
        CopyForm(
            "dynamodb", "RestoreTableFromBackup", from: .store(.table, "table/", kind: "backup", "backupArn"),
            to: .store(.table, "table/", kind: "table", "targetTableName")),
        CopyForm(
            "dynamodb", "ExportTableToPointInTime", from: .store(.table, "table/", kind: "table", "tableArn"),
            to: .store(.bucket, kind: "bucket", "s3Bucket", action: "s3:PutObject", owner: "s3BucketOwner")),
        CopyForm(
            "dynamodb", "ImportTable",
            from: .store(
                .bucket, kind: "bucket", "s3BucketSource.s3Bucket", action: "s3:GetObject",
                owner: "s3BucketSource.s3BucketOwner"),
            to: .store(.table, "table/", kind: "table", "tableCreationParameters.tableName")),
        CopyForm(
            "rds", "CopyDBSnapshot",
            from: .store(.database, "snapshot:", kind: "snapshot", "sourceDBSnapshotIdentifier"),
            to: .store(.database, "snapshot:", kind: "snapshot", "targetDBSnapshotIdentifier")),
        CopyForm(
            "rds", "CopyDBClusterSnapshot",
            from: .store(
                .database, "cluster-snapshot:", kind: "cluster-snapshot", "sourceDBClusterSnapshotIdentifier"),
            to: .store(.database, "cluster-snapshot:", kind: "cluster-snapshot", "targetDBClusterSnapshotIdentifier")),
        CopyForm(
            "rds", "RestoreDBInstanceFromDBSnapshot",
            from: .store(.database, "snapshot:", kind: "snapshot", "dBSnapshotIdentifier"),
            to: .store(.database, "db:", kind: "db", "dBInstanceIdentifier")),
        CopyForm(
            "rds", "RestoreDBClusterFromSnapshot",
            from: .store(.database, "cluster-snapshot:", kind: "cluster-snapshot", "snapshotIdentifier"),
            to: .store(.database, "cluster:", kind: "cluster", "dBClusterIdentifier")),
        CopyForm(
            "rds", "RestoreDBInstanceToPointInTime",
            from: .store(.database, "db:", kind: "db", "sourceDBInstanceIdentifier"),
            to: .store(.database, "db:", kind: "db", "targetDBInstanceIdentifier")),
        CopyForm(
            "rds", "RestoreDBClusterToPointInTime",
            from: .store(.database, "cluster:", kind: "cluster", "sourceDBClusterIdentifier"),
            to: .store(.database, "cluster:", kind: "cluster", "dBClusterIdentifier")),
        CopyForm(
            "rds", "StartExportTask", from: .store(.database, "snapshot:", kind: "snapshot", "sourceArn"),
            to: .store(.bucket, kind: "bucket", "s3BucketName")),
        CopyForm(
            "redshift", "RestoreFromClusterSnapshot",
            from: .thing("snapshot", "snapshotArn", "snapshotIdentifier"),
            to: .store(.database, "cluster:", kind: "cluster", "clusterIdentifier")),
        CopyForm(
            "redshift", "CopyClusterSnapshot", from: .thing("snapshot", "sourceSnapshotIdentifier"),
            to: .thing("snapshot", "targetSnapshotIdentifier")),
        CopyForm(
            "ec2", "CopySnapshot", from: .thing("snapshot", "sourceSnapshotId"), to: .thing("snapshot", "snapshotId")),
        CopyForm("ec2", "CopyImage", from: .thing("image", "sourceImageId"), to: .thing("image", "imageId")),
        CopyForm(
            "elasticache", "CopySnapshot", from: .thing("snapshot", "sourceSnapshotName"),
            to: .thing("snapshot", "targetSnapshotName")),
        CopyForm(
            "sqs", "StartMessageMoveTask", from: .store(.queue, kind: "queue", "sourceArn"),
            to: .store(.queue, kind: "queue", "destinationArn")),
    ]

    /// The form of a call; nil where it copies nothing.
    static func of(service: String, operation: String) -> CopyForm? {
        let (service, operation) = (Text(service), Text(operation))
        return all.first { $0.service == service && $0.operations.contains(operation) }
    }

    /// What the request and the answer say of both ends, by name and value.
    func ends(_ request: JSONValue?, _ answer: JSONValue?) -> [Property] {
        typealias Parameter = CloudCallRecord.Parameter
        let both = [
            (source, Parameter.copySource, Parameter.copySourceAccount),
            (destination, Parameter.copyDestination, Parameter.copyDestinationAccount),
        ]
        return both.flatMap { end, name, account -> [Property] in
            let values = [request, answer].flatMap { value in end.paths.flatMap { ObjectNames.values(value, $0[...]) } }
            let owner = end.owner.isEmpty ? nil : ObjectNames.values(request, end.owner[...]).first
            return [values.first.map { Property(name, $0) }, owner.map { Property(account, $0) }].compactMap(\.self)
        }
    }
}
