internal import OverreachModel

/// Tables, databases and knowledge bases.
extension AWSEffects {
    // Judged after doubt: ExportTableToPointInTime writes all items to a bucket of the caller's choice, so it reads.
    // ConditionCheckItem answers questions about an item and may return it, so it reads. PutItem, UpdateItem and
    // DeleteItem can return the item they replace, but are written and granted to change it: not read.
    // BatchWriteItem puts and deletes. Backups and restores make copies that need rights of their own: no effect.
    // ImportTable and CreateTable make new tables: no effect on one that exists. UpdateTimeToLive deletes items by a
    // time that stands in them: delete. A replica, also in another account, and a stream of Kinesis are places of the
    // caller's choice: administer. UpdateTable makes replicas only with CreateTableReplica, and changes settings: no
    // effect.
    //
    // Keys: whoever asks for an item, to read or to write it, has DynamoDB decrypt the table's own key in its name; the
    // service's grants are for its work in the background (KMS Developer Guide, "How DynamoDB uses AWS KMS").
    static let dynamoDB =
        rows(
            "dynamodb", .read, key: decrypting,
            """
            GetItem BatchGetItem Query Scan PartiQLSelect ConditionCheckItem ExportTableToPointInTime
            ReadDataForReplication
            """)
        + rows("dynamodb", .read, on: "/index/*", key: decrypting, "Query Scan PartiQLSelect")
        + rows("dynamodb", .read, on: "/stream/*", key: decrypting, "GetRecords")
        + rows(
            "dynamodb", .write, key: decrypting,
            "PutItem UpdateItem BatchWriteItem PartiQLInsert PartiQLUpdate WriteDataForReplication")
        + rows("dynamodb", .delete, key: decrypting, "DeleteItem BatchWriteItem PartiQLDelete")
        + rows("dynamodb", .delete, "DeleteTable DeleteTableReplica UpdateTimeToLive")
        + rows(
            "dynamodb", .administer, key: decrypting,
            """
            PutResourcePolicy DeleteResourcePolicy CreateTableReplica AssociateTableReplica CreateGlobalTable
            UpdateGlobalTable EnableKinesisStreamingDestination
            """)

    // A node may be an instance, a cluster or a snapshot of RDS, or a cluster or workgroup of Redshift; each action is
    // only asked on the kinds that AWS lists for it. The service decrypts by itself: no caller needs the key.
    //
    // Judged after doubt: whoever runs a statement, or logs in, reads, writes and deletes as far as the user of the
    // database may; of that nothing is known here. rds-data also wants the secret with the password. Restoring, copying
    // or replicating an instance makes another that needs rights of its own: no effect; of a snapshot it brings the
    // content within reach, as there is no other use of one: read. StartExportTask writes the content to a bucket of the
    // caller's choice: read. ModifyDBInstance and ModifyCluster set the master password too: administer.
    // CreateIntegration copies all changes elsewhere, as replication does: administer. A role for the server, or its
    // endpoint, serves those who have a login: no effect. Rebooting and stopping change no content: no effect. Log files
    // of a server and streams of its activity are not what it stores: no effect.
    static let databases: [Row] = {
        let statements: [(service: String, names: String, of: String, naming: Naming)] = [
            ("rds-data", "ExecuteStatement BatchExecuteStatement ExecuteSql", "cluster:", .within(["rds"])),
            ("rds-db", "connect", "db:", .databaseUser), ("rds-db", "connect", "cluster:", .databaseUser),
            (
                "redshift-data", "ExecuteStatement BatchExecuteStatement", "cluster:",
                .within(["redshift"])
            ),
            (
                "redshift-data", "ExecuteStatement BatchExecuteStatement", "workgroup/",
                .within(["redshift-serverless"])
            ),
            ("redshift", "GetIdentityCenterAuthToken", "cluster:", .within(["redshift"])),
            ("redshift", "GetClusterCredentials", "cluster:", .clusterPart("dbuser:")),
            ("redshift", "GetClusterCredentialsWithIAM", "cluster:", .clusterPart("dbname:")),
        ]
        let work = statements.flatMap { row in
            [Effect.read, .write, .delete].flatMap {
                rows(row.service, $0, of: row.of, as: row.naming, row.names)
            }
        }
        return work + rds + redshift
    }()

    private static let rds =
        rows("rds", .read, of: "cluster:", as: .within(["rds"]), "StartExportTask")
        + rows("rds", .read, of: "snapshot:", "RestoreDBInstanceFromDBSnapshot RestoreDBClusterFromSnapshot")
        + rows("rds", .read, of: "snapshot:", "CopyDBSnapshot StartExportTask")
        + rows("rds", .read, of: "cluster-snapshot:", "RestoreDBInstanceFromDBSnapshot RestoreDBClusterFromSnapshot")
        + rows("rds", .read, of: "cluster-snapshot:", "CopyDBClusterSnapshot StartExportTask")
        + rows("rds", .write, of: "cluster:", as: .within(["rds"]), "BacktrackDBCluster")
        + rows("rds", .delete, of: "db:", "DeleteDBInstance DeleteTenantDatabase")
        + rows("rds", .delete, of: "cluster:", as: .within(["rds"]), "DeleteDBCluster")
        + rows("rds", .delete, of: "snapshot:", "DeleteDBSnapshot")
        + rows("rds", .delete, of: "cluster-snapshot:", "DeleteDBClusterSnapshot")
        + rows("rds", .administer, of: "db:", "ModifyDBInstance ModifyTenantDatabase")
        + rows("rds", .administer, of: "cluster:", as: .within(["rds"]), "ModifyDBCluster CreateIntegration")
        + rows("rds", .administer, of: "snapshot:", "ModifyDBSnapshotAttribute")
        + rows("rds", .administer, of: "cluster-snapshot:", "ModifyDBClusterSnapshotAttribute")

    private static let redshift =
        rows("redshift", .write, of: "cluster:", as: .within(["redshift"]), "RestoreTableFromClusterSnapshot")
        + rows("redshift", .delete, of: "cluster:", as: .within(["redshift"]), "DeleteCluster")
        + rows("redshift", .administer, of: "cluster:", as: .within(["redshift"]), "ModifyCluster")

    // Judged after doubt: RetrieveAndGenerate is asked on no resource and finds only what Retrieve may: no effect of
    // its own. GetKnowledgeBaseDocuments tells the state of documents, not what is in them: no effect. An ingestion
    // brings in what the source holds, not what the caller gives: no effect; who sets the source decides what is brought
    // in: write. An agent that is given the knowledge base retrieves from it: administer.
    static let knowledgeBases =
        rows("bedrock", .read, "Retrieve")
        + rows("bedrock", .write, "IngestKnowledgeBaseDocuments CreateDataSource UpdateDataSource")
        + rows("bedrock", .delete, "DeleteKnowledgeBaseDocuments DeleteDataSource DeleteKnowledgeBase")
        + rows("bedrock", .administer, "AssociateAgentKnowledgeBase")

    /// The users of a database of RDS, by the resource id that AWS gave it.
    ///
    /// Source: RDS User Guide, "Creating and using an IAM policy for IAM database access".
    static func databaseUsers(of database: ARN, aliases: [String]) -> [String] {
        guard UTF8Order.equal(database.service, "rds") else { return [] }
        let start = database.resource.utf8.starts(with: "cluster:".utf8) ? "cluster-" : "db-"
        let ids = aliases.filter { $0.utf8.starts(with: start.utf8) }.sorted(by: UTF8Order.less)
        return (ids.isEmpty ? ["*"] : ids).map { id in
            var user = database
            user.service = "rds-db"
            user.resource = "dbuser:\(id)/*"
            return user.text
        }
    }
}
