extension AWSSample {
    /// Machines and endpoints of EC2.
    static let machines: [AWSSample] = [
        AWSSample(
            "ec2/describe-instances.json",
            #"""
            {"Reservations": [{"OwnerId": "111122223333", "ReservationId": "r-1", "Instances": [
             {"InstanceId": "i-0aaa", "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/web", "Id": "AIPA1"}, "MetadataOptions": {"HttpTokens": "optional"},
              "Placement": {"AvailabilityZone": "eu-west-1b"}, "State": {"Name": "running"}, "Tags": [{"Key": "Name", "Value": "web-1"}]},
             {"InstanceId": "i-0bbb", "Placement": {"AvailabilityZone": "us-west-2-lax-1a"}, "State": {"Name": "stopped"}},
             {"InstanceId": "i-0ccc", "State": {"Name": "terminated"}}]}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                "in 111122223333/us-west-2",
                #"AWS_INSTANCE arn:aws:ec2:eu-west-1:111122223333:instance/i-0aaa "web-1" | instance profile: arn:aws:iam::111122223333:instance-profile/web | metadata tokens: optional | tag: Name=web-1"#,
                #"AWS_INSTANCE arn:aws:ec2:us-west-2:111122223333:instance/i-0bbb "i-0bbb""#,
            ]),
        AWSSample(
            "ec2/describe-iam-instance-profile-associations.json",
            #"""
            {"IamInstanceProfileAssociations": [{"AssociationId": "iip-1", "InstanceId": "i-0aaa", "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/web"}, "State": "associated"},
             {"AssociationId": "iip-2", "InstanceId": "i-0bbb", "IamInstanceProfile": {"Arn": "arn:aws:iam::111122223333:instance-profile/gone"}, "State": "disassociating"}]}
            """#,
            [
                "in 111122223333/eu-west-1",
                "AWS_INSTANCE arn:aws:ec2:eu-west-1:111122223333:instance/i-0aaa | instance profile: arn:aws:iam::111122223333:instance-profile/web",
            ]),
        AWSSample(
            "ec2/describe-launch-templates.json",
            #"{"LaunchTemplates": [{"LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "CreatedBy": "arn:aws:iam::111122223333:user/mia", "DefaultVersionNumber": 1, "Tags": [{"Key": "team", "Value": "web"}]}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_LAUNCH_TEMPLATE arn:aws:ec2:eu-west-1:111122223333:launch-template/lt-1 "web" | owner: web | tag: team=web"#,
            ]),
        AWSSample(
            "ec2/describe-launch-template-versions/lt-1.json",
            #"{"LaunchTemplateVersions": [{"LaunchTemplateId": "lt-1", "LaunchTemplateName": "web", "VersionNumber": 1, "DefaultVersion": true, "LaunchTemplateData": {"IamInstanceProfile": {"Name": "web"}, "MetadataOptions": {"HttpTokens": "required"}}}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_LAUNCH_TEMPLATE arn:aws:ec2:eu-west-1:111122223333:launch-template/lt-1 "web" | instance profile: arn:aws:iam::111122223333:instance-profile/web | metadata tokens: required"#,
            ]),
        AWSSample(
            "autoscaling/describe-launch-configurations.json",
            #"{"LaunchConfigurations": [{"LaunchConfigurationName": "old", "LaunchConfigurationARN": "arn:aws:autoscaling:eu-west-1:111122223333:launchConfiguration:1:launchConfigurationName/old", "IamInstanceProfile": "web"}]}"#,
            [
                "in 111122223333/eu-west-1",
                #"AWS_LAUNCH_TEMPLATE arn:aws:autoscaling:eu-west-1:111122223333:launchConfiguration:1:launchConfigurationName/old "old" | instance profile: arn:aws:iam::111122223333:instance-profile/web"#,
            ]),
        AWSSample(
            "ec2/describe-vpc-endpoints.json",
            #"{"VpcEndpoints": [{"VpcEndpointId": "vpce-1", "VpcEndpointType": "Gateway", "VpcId": "vpc-1", "ServiceName": "com.amazonaws.eu-west-1.s3", "State": "available", "OwnerId": "111122223333", "PolicyDocument": "{\"Statement\":[]}", "Tags": []}]}"#,
            [
                "in 111122223333/eu-west-1",
                "AWS_VPC_ENDPOINT vpce-1 | endpoint service: com.amazonaws.eu-west-1.s3",
                "awsEndpointPolicy endpoint policy of vpce-1",
            ]),
    ]
}
