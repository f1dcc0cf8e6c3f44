internal import OverreachModel

/// Functions: to write is to give one work, to read is to get its code.
extension AWSEffects {
    // Functions are asked for by their ARN, or with a version or an alias behind it.
    //
    // Judged after doubt: GetFunction returns the code: read. GetFunctionConfiguration returns settings, variables among
    // them: no content. Whom a function answers, and where it leaves its results, is administered; how often and which
    // version of it runs is a setting: no effect. What changes the code, or the role that it runs as, is no effect on
    // data but control.
    static let lambda = lambdaRows(on: "") + lambdaRows(on: ":*")

    private static func lambdaRows(on suffix: String) -> [Row] {
        rows("lambda", .read, on: suffix, "GetFunction")
            + rows("lambda", .write, on: suffix, "InvokeFunction InvokeAsync InvokeFunctionUrl")
            + rows("lambda", .delete, on: suffix, "DeleteFunction")
            + rows(
                "lambda", .administer, on: suffix,
                """
                AddPermission CreateFunctionUrlConfig UpdateFunctionUrlConfig PutFunctionEventInvokeConfig
                UpdateFunctionEventInvokeConfig
                """)
    }
}
