internal import COpenVINO
public import Foundation
public import IntakeModel
public import IntakeResources

/// The OpenVINO runtime, loaded from `models/fetched/openvino` at run time.
///
/// Not thread-safe: one per recognizing process or thread.
public final class InferenceRuntime {
    private let handle: OpaquePointer

    /// Throws `engine.missing` when the runtime was not fetched, `engine.broken` when it cannot be loaded.
    public init(resources: ResourceLocation) throws(IntakeError) {
        let folder = resources.fetched.appending(path: "openvino")
        let names = (try? FileManager.default.contentsOfDirectory(atPath: folder.path)) ?? []
        guard let name = names.first(where: { $0.hasPrefix("libopenvino_c.so") }) else {
            throw IntakeError(
                "engine.missing", .engineMissing.with("OpenVINO"), remedy: .runSetup, exit: .unavailable)
        }
        var message = [CChar](repeating: 0, count: Int(INFERENCE_MESSAGE_SIZE))
        guard let opened = inference_runtime_open(folder.appending(path: name).path, &message) else {
            throw IntakeError(
                "engine.broken", .engineBroken.with("OpenVINO"), remedy: .runSetup, exit: .unavailable,
                underlying: text(of: message))
        }
        handle = opened
    }

    deinit { inference_runtime_close(handle) }

    /// Compiles a model file of `models/fetched/` for one thread; for inputs of just one shape, where one is given.
    public func load(
        _ file: URL, shape: [Int]? = nil, _ precision: InferencePrecision = .quick
    ) throws(IntakeError) -> InferenceModel {
        try graph(file).compiled(shape: shape, precision)
    }

    /// Reads a model file of `models/fetched/`.
    func graph(_ file: URL) throws(IntakeError) -> InferenceGraph {
        guard FileManager.default.fileExists(atPath: file.path) else {
            throw IntakeError(
                "engine.missing", .engineMissing.with(file.lastPathComponent), remedy: .runSetup, exit: .unavailable)
        }
        var message = [CChar](repeating: 0, count: Int(INFERENCE_MESSAGE_SIZE))
        guard let graph = inference_graph_read(handle, file.path, &message) else {
            throw IntakeError(
                "engine.broken", .engineBroken.with(file.lastPathComponent), remedy: .runSetup, exit: .unavailable,
                underlying: text(of: message))
        }
        return InferenceGraph(handle: graph, name: file.lastPathComponent, runtime: self)
    }
}

/// How a network computes.
public enum InferencePrecision: Sendable {
    /// With half-length floats where the processor has instructions for them.
    case quick
    /// With 32-bit floats throughout: places of landmarks need more digits.
    case exact
}

/// A network as its file has it. What is compiled from it shares its weights.
///
/// Not thread-safe.
final class InferenceGraph {
    private let handle: OpaquePointer
    private let name: String
    private let runtime: InferenceRuntime

    fileprivate init(handle: OpaquePointer, name: String, runtime: InferenceRuntime) {
        self.handle = handle
        self.name = name
        self.runtime = runtime
    }

    deinit { inference_graph_close(handle) }

    /// For one thread; with a shape for inputs of just that one, as is then all that is compiled later.
    func compiled(shape: [Int]?, _ precision: InferencePrecision) throws(IntakeError) -> InferenceModel {
        var message = [CChar](repeating: 0, count: Int(INFERENCE_MESSAGE_SIZE))
        let isExact: Int32 = precision == .exact ? 1 : 0
        let model =
            if let wanted = shape?.map(Int64.init) {
                inference_graph_compile(handle, 1, isExact, wanted, Int64(wanted.count), &message)
            } else {
                inference_graph_compile(handle, 1, isExact, nil, 0, &message)
            }
        guard let model else {
            throw IntakeError(
                "engine.broken", .engineBroken.with(name), remedy: .runSetup, exit: .unavailable,
                underlying: text(of: message))
        }
        return InferenceModel(handle: model, runtime: runtime)
    }
}

/// One compiled network with one input; its outputs are 32-bit floats.
///
/// Not thread-safe.
public final class InferenceModel {
    private let handle: OpaquePointer
    private let runtime: InferenceRuntime

    fileprivate init(handle: OpaquePointer, runtime: InferenceRuntime) {
        self.handle = handle
        self.runtime = runtime
    }

    deinit { inference_model_close(handle) }

    /// Runs the network; the output buffer is valid only inside `body`.
    func run<Result>(
        _ input: [Float], shape: [Int], _ body: (UnsafeBufferPointer<Float>, _ shape: [Int]) -> Result
    ) throws(IntakeError) -> Result {
        precondition(input.count == shape.reduce(1, *), "the input does not fill its shape")
        var message = [CChar](repeating: 0, count: Int(INFERENCE_MESSAGE_SIZE))
        var output: UnsafePointer<Float>?
        var outputShape = [Int64](repeating: 0, count: 8)
        var rank: Int64 = 0
        let status = input.withUnsafeBufferPointer {
            inference_model_run(
                handle, $0.baseAddress, shape.map(Int64.init), Int64(shape.count), &output, &outputShape, &rank,
                &message)
        }
        guard status == 0, let output else {
            throw IntakeError(
                "engine.failed", .engineFailed, remedy: .askAdministrator, exit: .internalFault,
                underlying: text(of: message))
        }
        let dimensions = outputShape.prefix(Int(rank)).map(Int.init)
        return body(UnsafeBufferPointer(start: output, count: dimensions.reduce(1, *)), dimensions)
    }

    /// Gives back the memory of the last run, a hundred megabytes for a whole page; the next one takes a little longer.
    func release() { inference_model_release(handle) }

    /// Runs the network and copies out the named outputs, by their places in the file.
    public func outputs(_ input: [Float], shape: [Int], _ indices: Range<Int>) throws(IntakeError) -> [[Float]] {
        var found: [[Float]] = []
        for index in indices {
            if index == 0 {
                found.append(try run(input, shape: shape) { output, _ in Array(output) })
                continue
            }
            var message = [CChar](repeating: 0, count: Int(INFERENCE_MESSAGE_SIZE))
            var output: UnsafePointer<Float>?
            var outputShape = [Int64](repeating: 0, count: 8)
            var rank: Int64 = 0
            guard inference_model_output(handle, index, &output, &outputShape, &rank, &message) == 0, let output else {
                throw IntakeError(
                    "engine.failed", .engineFailed, remedy: .askAdministrator, exit: .internalFault,
                    underlying: text(of: message))
            }
            let count = outputShape.prefix(Int(rank)).reduce(1) { $0 * Int($1) }
            found.append(Array(UnsafeBufferPointer(start: output, count: count)))
        }
        return found
    }
}

private func text(of message: [CChar]) -> String {
    String(decoding: message.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
}
