// swift-tools-version: 6.2
import Foundation
import PackageDescription

let strict = ProcessInfo.processInfo.environment["XUEJI_STRICT"] == "1"

let language: [SwiftSetting] =
    [
        .swiftLanguageMode(.v6),
        .enableUpcomingFeature("InternalImportsByDefault"),
        .enableUpcomingFeature("MemberImportVisibility"),
        .enableUpcomingFeature("ExistentialAny"),
    ] + (strict ? [.treatAllWarnings(as: .error)] : [])

/// Pixel loops are 15 to 35 times slower without the optimiser, so these targets keep it in debug builds.
let pixels: [SwiftSetting] = language + [.unsafeFlags(["-O"], .when(configuration: .debug))]

func system(_ name: String, _ pkgConfig: String, _ debian: String) -> Target {
    .systemLibrary(name: name, path: "Sources/C/\(name)", pkgConfig: pkgConfig, providers: [.apt([debian])])
}

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdTLS: Target.Dependency = .product(name: "HummingbirdTLS", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let lifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")

let package = Package(
    name: "xueji",
    products: [
        .executable(name: "xueji", targets: ["xueji"]),
        // SANE loads it by this name; only tests and the demo tell SANE of it.
        .library(name: "sane-xueji_virtual", type: .dynamic, targets: ["CVirtualScanner"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache", exact: "2.1.1"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
        .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl", exact: "2.37.6"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
    ],
    targets: [
        // C libraries: a module map and a header each.
        system("CSANE", "sane-backends", "libsane-dev"),
        system("CLeptonica", "lept", "libleptonica-dev"),
        system("CJPEG", "libturbojpeg", "libturbojpeg0-dev"),
        system("CPNG", "libpng", "libpng-dev"),
        system("CTesseract", "tesseract", "libtesseract-dev"),
        system("CCairo", "pangocairo", "libpango1.0-dev"),
        system("CSodium", "libsodium", "libsodium-dev"),
        system("CPQ", "libpq", "libpq-dev"),
        system("CZip", "libzip", "libzip-dev"),
        system("CXLSXWriter", "xlsxwriter", "libxlsxwriter-dev"),
        system("CLCMS", "lcms2", "liblcms2-dev"),
        system("CQREncode", "libqrencode", "libqrencode-dev"),
        system("CZBar", "zbar", "libzbar-dev"),
        .target(name: "CJPEGBlocks", path: "Sources/C/CJPEGBlocks", linkerSettings: [.linkedLibrary("jpeg")]),
        .target(name: "COpenVINO", path: "Sources/C/COpenVINO", linkerSettings: [.linkedLibrary("dl")]),

        // The way of a page, in order.
        .target(name: "IntakeModel", swiftSettings: pixels),
        .target(name: "IntakeResources", dependencies: ["IntakeModel"], swiftSettings: language),
        .target(name: "Archives", dependencies: ["IntakeModel", "CZip"], swiftSettings: language),
        .target(
            name: "ImageCodecs",
            dependencies: ["IntakeModel", "CJPEG", "CJPEGBlocks", "CPNG", "CLeptonica", "CLCMS"],
            swiftSettings: pixels),
        .target(name: "ChildProcesses", swiftSettings: language),
        .target(
            name: "Scanning",
            dependencies: ["IntakeModel", "IntakeResources", "ImageCodecs", "ChildProcesses", "CSANE"],
            swiftSettings: language),
        .target(name: "Separators", dependencies: ["IntakeModel", "CQREncode", "CZBar"], swiftSettings: pixels),
        .target(name: "Normalizing", dependencies: ["IntakeModel"], swiftSettings: pixels),
        .target(
            name: "Recognizing", dependencies: ["IntakeModel", "IntakeResources", "CTesseract", "COpenVINO"],
            swiftSettings: pixels),
        .target(
            name: "Extracting",
            dependencies: ["IntakeModel", "IntakeResources", "ImageCodecs", "Normalizing", "Recognizing"],
            swiftSettings: pixels),
        .target(
            name: "Spreadsheets", dependencies: ["IntakeModel", "Archives", "CXLSXWriter"], swiftSettings: language),
        .target(
            name: "Registry", dependencies: ["IntakeModel", "IntakeResources", "Spreadsheets", crypto],
            swiftSettings: language),
        .target(
            name: "RegistryStore", dependencies: ["IntakeModel", "IntakeResources", "Registry", "CPQ", grdb, crypto],
            swiftSettings: language),
        .target(
            name: "Photos",
            dependencies: ["IntakeModel", "IntakeResources", "ImageCodecs", "Recognizing", crypto],
            swiftSettings: pixels),
        .target(
            name: "PhotoBatches",
            dependencies: [
                "IntakeModel", "IntakeResources", "ImageCodecs", "ChildProcesses", "Photos", "Archives", "Spreadsheets",
                "Registry", crypto,
            ],
            swiftSettings: language),
        .target(name: "Credentials", dependencies: ["CSodium"], swiftSettings: language),
        .target(
            name: "EvidenceVault",
            dependencies: [
                "IntakeModel", "ImageCodecs", "Registry", crypto, asyncHTTPClient, nioCore, nioHTTP1, nioSSL,
            ],
            swiftSettings: language),
        .target(
            name: "IntakePipeline",
            dependencies: [
                "IntakeModel", "IntakeResources", "ImageCodecs", "ChildProcesses", "Scanning", "Separators",
                "Normalizing",
                "Recognizing", "Extracting", "Registry", "RegistryStore", "EvidenceVault", crypto,
            ],
            swiftSettings: language),
        .target(
            name: "FormDrawing",
            dependencies: ["IntakeModel", "IntakeResources", "ImageCodecs", "Separators", "CCairo"],
            swiftSettings: pixels),
        .target(
            name: "ReviewDesk",
            dependencies: [
                "IntakeModel", "IntakeResources", "ImageCodecs", "ChildProcesses", "Scanning", "Registry",
                "RegistryStore", "EvidenceVault", "Credentials", "IntakePipeline", "FormDrawing", "Archives",
                hummingbird, lifecycle, mustache, crypto, logging, nioCore,
            ],
            swiftSettings: language),
        .executableTarget(
            name: "xueji",
            dependencies: [
                "IntakeModel", "IntakeResources", "ImageCodecs", "ChildProcesses", "Scanning", "Normalizing",
                "Recognizing", "Extracting", "Spreadsheets", "Registry", "RegistryStore", "EvidenceVault",
                "Credentials", "IntakePipeline", "ReviewDesk", "FormDrawing", "Photos", "PhotoBatches",
                argumentParser, hummingbird, hummingbirdTLS, nioSSL, asyncHTTPClient, logging,
            ],
            swiftSettings: language),

        .target(name: "CVirtualScanner", path: "Tests/VirtualScanner", exclude: ["README.md"]),
        .target(name: "TestSupport", path: "Tests/TestSupport", swiftSettings: language),
        .testTarget(name: "IntakeModelTests", dependencies: ["IntakeModel"], swiftSettings: language),
        .testTarget(
            name: "ImageCodecsTests", dependencies: ["IntakeModel", "ImageCodecs", "CLeptonica", "TestSupport"],
            swiftSettings: language),
        .testTarget(
            name: "RecognizingTests", dependencies: ["IntakeModel", "IntakeResources", "Recognizing", "TestSupport"],
            swiftSettings: language),
        .testTarget(
            name: "ExtractingTests",
            dependencies: [
                "IntakeModel", "IntakeResources", "Normalizing", "Recognizing", "Extracting", "TestSupport",
            ],
            swiftSettings: language),
        .testTarget(
            name: "SpreadsheetsTests", dependencies: ["IntakeModel", "Spreadsheets", "TestSupport"],
            swiftSettings: language),
        .testTarget(
            name: "RegistryTests",
            dependencies: ["IntakeModel", "IntakeResources", "Spreadsheets", "Registry", "TestSupport"],
            swiftSettings: language),
        .testTarget(
            name: "RegistryStoreTests",
            dependencies: ["IntakeModel", "Registry", "RegistryStore", "Credentials", "TestSupport"],
            swiftSettings: language),
        .testTarget(
            name: "EvidenceVaultTests",
            dependencies: ["IntakeModel", "ImageCodecs", "Registry", "EvidenceVault", "TestSupport"],
            swiftSettings: language),
        .testTarget(
            name: "ScanningTests",
            dependencies: [
                "IntakeModel", "ImageCodecs", "ChildProcesses", "IntakeResources", "Scanning", "TestSupport", "xueji",
            ],
            swiftSettings: language),
        .testTarget(
            name: "PipelineTests",
            dependencies: [
                "IntakeModel", "IntakeResources", "ImageCodecs", "ChildProcesses", "Recognizing", "Spreadsheets",
                "Registry",
                "RegistryStore", "EvidenceVault", "IntakePipeline", "FormDrawing", "TestSupport", "xueji",
            ],
            swiftSettings: language),
        .testTarget(
            name: "FormDrawingTests",
            dependencies: [
                "IntakeModel", "IntakeResources", "ImageCodecs", "Separators", "FormDrawing", "TestSupport",
            ],
            swiftSettings: language),
        .testTarget(
            name: "ReviewDeskTests",
            dependencies: [
                "IntakeModel", "IntakeResources", "ImageCodecs", "ChildProcesses", "Registry", "RegistryStore",
                "EvidenceVault", "Credentials", "IntakePipeline", "ReviewDesk", "FormDrawing", "TestSupport", "xueji",
                hummingbird,
                hummingbirdTesting, asyncHTTPClient,
            ],
            swiftSettings: language),
        .testTarget(
            name: "PhotosTests",
            dependencies: [
                "IntakeModel", "IntakeResources", "ImageCodecs", "Spreadsheets", "Registry", "Photos", "PhotoBatches",
                "FormDrawing", "TestSupport", "xueji",
            ],
            swiftSettings: pixels),
        .testTarget(name: "ArchitectureTests", dependencies: ["TestSupport"], swiftSettings: language),
    ],
    swiftLanguageModes: [.v6]
)
