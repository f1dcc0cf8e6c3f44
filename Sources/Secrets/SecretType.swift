/// What a secret is, as its form or its name says.
public enum SecretType: String, Sendable, Hashable, CaseIterable {
    case awsSecretAccessKey = "aws-secret-access-key"
    case awsSessionToken = "aws-session-token"
    case gitHubToken = "github-token"
    case gitLabToken = "gitlab-token"
    case npmToken = "npm-token"
    case slackToken = "slack-token"
    case modelKey = "model-api-key"
    case stripeKey = "stripe-key"
    case googleKey = "google-key"
    case vendorToken = "vendor-token"
    case jwt
    case privateKey = "private-key"
    case bearerToken = "bearer-token"
    case basicCredentials = "basic-credentials"
    case urlToken = "url-token"
    case password
    case apiKey = "api-key"
    case token
    case secret
    case authorization
    case cookie
    case cardNumber = "card-number"
}
