internal import OverreachModel

/// Actions that change or end what is recorded of an account: trails, recorders, flow logs, detectors, logs of models.
///
/// Whether less is recorded after one of them, its parameters tell; that it happened is what a reader of evidence must know.
public enum AWSRecording {
    /// Whether an action changes what is recorded, whatever its case.
    public static func isChanged(by action: String) -> Bool { actions.contains(Text(asciiLowered(action))) }

    private static let actions = Set(
        [
            (
                "cloudtrail",
                """
                DeleteEventDataStore DeleteTrail PutEventSelectors StopEventDataStoreIngestion StopLogging
                UpdateEventDataStore UpdateTrail
                """
            ),
            ("config", "DeleteConfigurationRecorder DeleteDeliveryChannel StopConfigurationRecorder"),
            ("guardduty", "DeleteDetector DeleteMembers DisassociateMembers StopMonitoringMembers UpdateDetector"),
            ("ec2", "DeleteFlowLogs"),
            ("route53resolver", "DeleteResolverQueryLogConfig DisassociateResolverQueryLogConfig"),
            ("logs", "DeleteLogGroup DeleteLogStream"), ("s3", "PutBucketLogging"),
            ("bedrock", "DeleteModelInvocationLoggingConfiguration PutModelInvocationLoggingConfiguration"),
            ("wafv2", "DeleteLoggingConfiguration"), ("securityhub", "DisableSecurityHub"),
            ("macie2", "DisableMacie"), ("access-analyzer", "DeleteAnalyzer"),
        ].flatMap { service, names in
            names.split { $0 == " " || $0 == "\n" }.map { Text(asciiLowered("\(service):\($0)")) }
        })
}
