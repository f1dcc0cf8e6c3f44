internal import ArgumentParser
internal import Foundation
internal import OverreachAnalysis
internal import OverreachEngine

/// The exit codes that scripts rely on.
enum Exit {
    static let failed: Int32 = 1
    static let usage: Int32 = 2
    static let ruleBroken: Int32 = 3
    static let incomplete: Int32 = 5
}

/// The one place where errors become a message and an exit code.
enum Failure {
    static func exit(_ error: any Error) -> Never {
        switch error {
        case let code as ExitCode:
            Foundation.exit(code.rawValue)
        case let node as NodeError:
            Output.complain("\(node)")
            Foundation.exit(Exit.usage)
        case let house as HouseError:
            Output.complain("\(house)")
            Foundation.exit(Exit.usage)
        case let baseline as BaselineFile.Failure:
            Output.complain("\(baseline)")
            Foundation.exit(Exit.usage)
        case let draft as TaskDraft.Failure:
            Output.complain("\(draft)")
            Foundation.exit(Exit.usage)
        case let access as AccessError:
            Output.complain("\(access)")
            Foundation.exit(Exit.usage)
        case let change as ChangeError:
            Output.complain("\(change)")
            Foundation.exit(Exit.usage)
        case let trace as Trace.Failure:
            Output.complain("\(trace)")
            Foundation.exit(Exit.usage)
        case let failure as any CustomStringConvertible & Error where !isFromParser(error):
            Output.complain("\(failure)")
            Foundation.exit(Exit.failed)
        default:
            let code = Overreach.exitCode(for: error).rawValue
            let message = Overreach.fullMessage(for: error)
            if code == 0 { print(message) } else { Output.write(message + "\n", to: .standardError) }
            // ArgumentParser says EX_USAGE (64); ours is 2.
            Foundation.exit(code == 0 ? 0 : code == ExitCode.validationFailure.rawValue ? Exit.usage : Exit.failed)
        }
    }

    /// Errors of the parser print help with them and carry their own exit code.
    private static func isFromParser(_ error: any Error) -> Bool {
        error is CleanExit || error is ValidationError
            || String(reflecting: type(of: error)).hasPrefix("ArgumentParser")
    }
}
