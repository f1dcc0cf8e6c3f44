internal import Hummingbird
internal import HummingbirdCore
internal import Logging
internal import ServiceLifecycle
#if TLS
    internal import HummingbirdTLS
#endif
