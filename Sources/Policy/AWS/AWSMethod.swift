public import OverreachModel

/// A published way of becoming somebody else, as data: the rights that one principal needs together.
public struct AWSMethod: Sendable {
    /// What the method begins with and whose rights it ends with.
    public enum Target: String, Sendable {
        /// A role that is passed to compute which the principal starts.
        case role
        /// A Lambda function that exists, and so the role that it runs as.
        case function
    }

    /// What a right must be held on.
    public enum Place: Sendable, Hashable {
        /// The role that is passed.
        case passedRole
        /// The function that exists.
        case function
        /// A function that the principal makes: one and the same for all rights of the method that name it.
        case newFunction
        /// No resource: actions that AWS only allows on `*`.
        case anything
    }

    /// One right.
    public struct Right: Sendable, Hashable {
        /// The action.
        public let action: String
        /// What it must be held on.
        public let on: Place
    }

    /// A step, which may be done in several ways, each of which takes one or more rights.
    public typealias Step = [[Right]]

    /// The method's id, such as `lambda-create`.
    public let id: String
    /// The method in words.
    public let title: String
    /// What it is done to.
    public let target: Target
    /// The kind of edge from the grant to the target.
    public let edge: AWSEdge
    /// The service that the passed role must trust, and that settles `iam:PassedToService`; nil where none is passed.
    public let service: String?
    /// What the principal must be able to do, all of it.
    public let steps: [Step]

    /// Every method, in the order of ids.
    ///
    /// Sources: Rhino Security Labs, "AWS IAM Privilege Escalation Methods"; DataDog, pathfinding.cloud (lambda-001,
    /// -002, -003, -006).
    public static let all: [AWSMethod] = [
        AWSMethod(
            id: "lambda-create", title: "starts a Lambda function of its own with the role", target: .role,
            edge: .passesRole, service: "lambda.amazonaws.com",
            steps: [
                [[Right(action: "iam:PassRole", on: .passedRole)]],
                [[Right(action: "lambda:CreateFunction", on: .newFunction)]],
                [
                    [Right(action: "lambda:InvokeFunction", on: .newFunction)],
                    [Right(action: "lambda:AddPermission", on: .newFunction)],
                    [Right(action: "lambda:CreateEventSourceMapping", on: .anything)],
                    [
                        Right(action: "lambda:CreateFunctionUrlConfig", on: .newFunction),
                        Right(action: "lambda:InvokeFunctionUrl", on: .newFunction),
                    ],
                ],
            ]),
        AWSMethod(
            id: "lambda-update-code", title: "replaces the code of a Lambda function", target: .function,
            edge: .updatesCode, service: nil,
            steps: [[[Right(action: "lambda:UpdateFunctionCode", on: .function)]]]),
    ]
}

/// That a principal may use a method on a target, and by which rights.
public struct AWSMethodJudgement: Sendable, Hashable {
    /// A statement that gives one of the method's rights.
    public struct Use: Sendable, Hashable {
        /// The action.
        public let action: String
        /// The policy's place in `AWSPrincipalPolicies.identity`.
        public let policy: Int
        /// The statement's place in `PolicyDocument.statements`.
        public let statement: Int
    }

    /// Allowed, or conditional.
    public let verdict: Verdict
    /// What would have to hold.
    public let conditions: [String]
    /// Every statement of the principal's own that gives one of the rights, in the order of the method's steps.
    public let uses: [Use]
}
