internal import ArgumentParser
internal import Foundation
internal import OverreachAnalysis
internal import OverreachEngine
internal import OverreachHTTP

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
        case _ where isAboutTheQuestion(error):
            Output.complain("\(error)")
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

    /// What a server answers; the texts are those of the command line.
    static func refusal(_ error: any Error, of command: any ParsableCommand.Type) -> Refusal {
        switch error {
        case let refusal as Refusal: return refusal
        case NodeError.unknown, Trace.Failure.unknown, AccessError.unknownPrincipal:
            return Refusal(.unknown, "\(error)")
        case _ where isAboutTheQuestion(error): return Refusal(.invalidQuestion, "\(error)")
        case let failure as EngineError: return Refusal(.invalidQuestion, "\(failure)")
        case _ where isFromParser(error): return Refusal(.badRequest, command.message(for: error))
        default:
            // A store that cannot be read now, or a run that there is not.
            return Refusal(.unavailable, "\(error)", retryAfter: 10)
        }
    }

    /// Whether what was asked makes no sense: a name that nothing has, a policy that cannot be used.
    private static func isAboutTheQuestion(_ error: any Error) -> Bool {
        error is NodeError || error is HouseError || error is BaselineFile.Failure || error is TaskDraft.Failure
            || error is AccessError || error is ChangeError || error is Trace.Failure || error is Review.Failure
            || error is MomentError
    }

    /// Errors of the parser print help with them and carry their own exit code.
    private static func isFromParser(_ error: any Error) -> Bool {
        error is CleanExit || error is ValidationError
            || String(reflecting: type(of: error)).hasPrefix("ArgumentParser")
    }
}
