import Hummingbird
import HummingbirdCore
import HummingbirdTLS
import IntakeModel
import NIOSSL

/// 工作台的网络服务: HTTP/1.1, by TLS 1.2 or later when there is a certificate.
enum DeskServer {
    /// Throws `desk.tls` when only one of the files is named, or one cannot be read.
    static func builder(certificate: String?, key: String?) throws(IntakeError) -> HTTPServerBuilder {
        if certificate == nil, key == nil { return .http1() }
        do {
            guard let certificate, let key else { throw Fault.incomplete }
            var tls = TLSConfiguration.makeServerConfiguration(
                certificateChain: try NIOSSLCertificate.fromPEMFile(certificate).map { .certificate($0) },
                privateKey: .privateKey(try NIOSSLPrivateKey(file: key, format: .pem)))
            tls.minimumTLSVersion = .tlsv12
            return try .tls(.http1(), tlsConfiguration: tls)
        } catch {
            throw IntakeError(
                "desk.tls", .deskTLSBad, remedy: .deskTLSRemedy, exit: .usage, underlying: "\(error)")
        }
    }

    private enum Fault: Error { case incomplete }
}
