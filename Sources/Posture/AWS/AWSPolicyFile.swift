public import OverreachModel
internal import OverreachWire

/// A policy in a file of its own, for what-ifs: the document alone, or as the programs of AWS print one policy.
public enum AWSPolicyFile {
    /// What the file holds, or why it holds no policy.
    public static func body(of bytes: [UInt8]) -> Result<Value, Rejection> {
        let root: JSONValue
        do {
            root = try JSONValue.parse(bytes)
        } catch let error as WireError {
            return .failure(Rejection("damaged JSON: \(error.message)", line: error.line, offset: error.offset))
        } catch {
            return .failure(Rejection("damaged JSON"))
        }
        // `get-role-policy`, `get-policy-version`, `get-bucket-policy` and the like put it into a member.
        let places = [
            root["Statement"] == nil ? nil : root, root["PolicyDocument"], root["AssumeRolePolicyDocument"],
            root["PolicyVersion"]?["Document"], root["Document"], root["Policy"],
        ]
        guard let found = places.compactMap({ $0 }).first, let body = AWSPolicyText.body(found) else {
            return .failure(Rejection("no policy of AWS, expected an object with Statement", line: 1))
        }
        return .success(body)
    }
}
