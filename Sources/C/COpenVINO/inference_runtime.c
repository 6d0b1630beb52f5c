#include "inference_runtime.h"

#include <dlfcn.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

// The part of the OpenVINO 2026 C interface that is used here, declared by its documented binary layout.
typedef struct ov_core ov_core_t;
typedef struct ov_compiled_model ov_compiled_model_t;
typedef struct ov_infer_request ov_infer_request_t;
typedef struct ov_tensor ov_tensor_t;
typedef struct ov_model ov_model_t;
typedef struct {
    int64_t rank;
    int64_t *dims;
} ov_shape_t;
typedef struct {
    int64_t min;
    int64_t max;
} ov_dimension_t;
typedef struct {
    ov_dimension_t rank;
    ov_dimension_t *dims;
} ov_partial_shape_t;
enum { OV_STATUS_OK = 0, OV_ELEMENT_F32 = 4 };

struct inference_runtime {
    void *handle;
    ov_core_t *core;
    int (*core_create)(ov_core_t **);
    void (*core_free)(ov_core_t *);
    void (*compiled_model_free)(ov_compiled_model_t *);
    int (*read_model)(const ov_core_t *, const char *, const char *, ov_model_t **);
    void (*model_free)(ov_model_t *);
    int (*reshape_single_input)(const ov_model_t *, const ov_partial_shape_t);
    int (*compile_model)(const ov_core_t *, const ov_model_t *, const char *, size_t, ov_compiled_model_t **, ...);
    int (*create_infer_request)(const ov_compiled_model_t *, ov_infer_request_t **);
    void (*infer_request_free)(ov_infer_request_t *);
    int (*set_input_tensor)(ov_infer_request_t *, const ov_tensor_t *);
    int (*get_output_tensor)(const ov_infer_request_t *, size_t, ov_tensor_t **);
    int (*infer)(ov_infer_request_t *);
    int (*tensor_create_from_host)(int, ov_shape_t, void *, ov_tensor_t **);
    void (*tensor_free)(ov_tensor_t *);
    int (*tensor_data)(const ov_tensor_t *, void **);
    int (*tensor_shape)(const ov_tensor_t *, ov_shape_t *);
    int (*shape_free)(ov_shape_t *);
    const char *(*last_error)(void);
    // Of the C++ interface, because the C one has no such call; NULL where the library lacks it.
    void (*release_memory)(void *);
};

struct inference_graph {
    inference_runtime *runtime;
    ov_model_t *model;
};

struct inference_model {
    inference_runtime *runtime;
    ov_compiled_model_t *compiled;
    ov_infer_request_t *request;
    ov_tensor_t *output;
};

static void explain(inference_runtime *runtime, const char *step, char *message) {
    const char *reason = runtime && runtime->last_error ? runtime->last_error() : NULL;
    snprintf(message, INFERENCE_MESSAGE_SIZE, "%s: %s", step, reason ? reason : "no reason given");
}

static int resolve(inference_runtime *runtime, const char *name, void *slot, char *message) {
    void *symbol = dlsym(runtime->handle, name);
    if (!symbol) {
        snprintf(message, INFERENCE_MESSAGE_SIZE, "symbol %s is missing", name);
        return 0;
    }
    memcpy(slot, &symbol, sizeof symbol);
    return 1;
}

inference_runtime *inference_runtime_open(const char *library, char *message) {
    inference_runtime *runtime = calloc(1, sizeof *runtime);
    if (!runtime) {
        snprintf(message, INFERENCE_MESSAGE_SIZE, "out of memory");
        return NULL;
    }
    runtime->handle = dlopen(library, RTLD_NOW | RTLD_LOCAL);
    if (!runtime->handle) {
        const char *reason = dlerror();
        snprintf(message, INFERENCE_MESSAGE_SIZE, "%s", reason ? reason : "dlopen failed");
        free(runtime);
        return NULL;
    }
    int found = resolve(runtime, "ov_core_create", &runtime->core_create, message)
        && resolve(runtime, "ov_core_free", &runtime->core_free, message)
        && resolve(runtime, "ov_compiled_model_free", &runtime->compiled_model_free, message)
        && resolve(runtime, "ov_core_read_model", &runtime->read_model, message)
        && resolve(runtime, "ov_model_free", &runtime->model_free, message)
        && resolve(runtime, "ov_model_reshape_single_input", &runtime->reshape_single_input, message)
        && resolve(runtime, "ov_core_compile_model", &runtime->compile_model, message)
        && resolve(runtime, "ov_compiled_model_create_infer_request", &runtime->create_infer_request, message)
        && resolve(runtime, "ov_infer_request_free", &runtime->infer_request_free, message)
        && resolve(runtime, "ov_infer_request_set_input_tensor", &runtime->set_input_tensor, message)
        && resolve(runtime, "ov_infer_request_get_output_tensor_by_index", &runtime->get_output_tensor, message)
        && resolve(runtime, "ov_infer_request_infer", &runtime->infer, message)
        && resolve(runtime, "ov_tensor_create_from_host_ptr", &runtime->tensor_create_from_host, message)
        && resolve(runtime, "ov_tensor_free", &runtime->tensor_free, message)
        && resolve(runtime, "ov_tensor_data", &runtime->tensor_data, message)
        && resolve(runtime, "ov_tensor_get_shape", &runtime->tensor_shape, message)
        && resolve(runtime, "ov_shape_free", &runtime->shape_free, message)
        && resolve(runtime, "ov_get_last_err_msg", &runtime->last_error, message);
    void *release = dlsym(runtime->handle, "_ZN2ov13CompiledModel14release_memoryEv");
    memcpy(&runtime->release_memory, &release, sizeof release);
    if (found && runtime->core_create(&runtime->core) == OV_STATUS_OK) return runtime;
    if (found) explain(runtime, "core", message);
    inference_runtime_close(runtime);
    return NULL;
}

void inference_runtime_close(inference_runtime *runtime) {
    if (!runtime) return;
    if (runtime->core) runtime->core_free(runtime->core);
    // The library stays loaded: its threads may outlive the core.
    free(runtime);
}

// Half-length floats where the processor computes with them: twice as fast. On 69 pages of the development set as many
// values were right either way.
static const char *precision(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512bf16") ? "bf16" : "f32";
#else
    return "f32";
#endif
}

inference_graph *inference_graph_read(inference_runtime *runtime, const char *path, char *message) {
    inference_graph *graph = calloc(1, sizeof *graph);
    if (!graph) {
        snprintf(message, INFERENCE_MESSAGE_SIZE, "out of memory");
        return NULL;
    }
    graph->runtime = runtime;
    if (runtime->read_model(runtime->core, path, NULL, &graph->model) == OV_STATUS_OK) return graph;
    explain(runtime, "read", message);
    free(graph);
    return NULL;
}

void inference_graph_close(inference_graph *graph) {
    if (!graph) return;
    graph->runtime->model_free(graph->model);
    free(graph);
}

inference_model *inference_graph_compile(inference_graph *graph, int threads, int exact, const int64_t *shape,
                                         int64_t rank, char *message) {
    inference_model *model = calloc(1, sizeof *model);
    if (!model || (shape && (rank < 1 || rank > 8))) {
        snprintf(message, INFERENCE_MESSAGE_SIZE, "out of memory");
        free(model);
        return NULL;
    }
    inference_runtime *runtime = graph->runtime;
    model->runtime = runtime;
    int status = OV_STATUS_OK;
    if (shape) {
        ov_dimension_t dims[8];
        for (int64_t i = 0; i < rank; i++) dims[i] = (ov_dimension_t){shape[i], shape[i]};
        ov_partial_shape_t wanted = {{rank, rank}, dims};
        status = runtime->reshape_single_input(graph->model, wanted);
    }
    char count[16];
    snprintf(count, sizeof count, "%d", threads);
    if (status == OV_STATUS_OK) {
        status = runtime->compile_model(
            runtime->core, graph->model, "CPU", 6, &model->compiled, "INFERENCE_PRECISION_HINT",
            exact ? "f32" : precision(), "INFERENCE_NUM_THREADS", count, "NUM_STREAMS", "1");
    }
    if (status == OV_STATUS_OK) status = runtime->create_infer_request(model->compiled, &model->request);
    if (status == OV_STATUS_OK) return model;
    explain(runtime, "compile", message);
    inference_model_close(model);
    return NULL;
}

void inference_model_close(inference_model *model) {
    if (!model) return;
    if (model->output) model->runtime->tensor_free(model->output);
    if (model->request) model->runtime->infer_request_free(model->request);
    if (model->compiled) model->runtime->compiled_model_free(model->compiled);
    free(model);
}

int inference_model_run(inference_model *model, const float *input, const int64_t *shape, int64_t rank,
                        const float **output, int64_t *output_shape, int64_t *output_rank, char *message) {
    inference_runtime *runtime = model->runtime;
    ov_shape_t input_shape = {rank, (int64_t *)shape};
    ov_tensor_t *tensor = NULL;
    const char *step = "input";
    int status = runtime->tensor_create_from_host(OV_ELEMENT_F32, input_shape, (void *)input, &tensor);
    if (status == OV_STATUS_OK) status = runtime->set_input_tensor(model->request, tensor);
    if (status == OV_STATUS_OK) {
        step = "infer";
        status = runtime->infer(model->request);
    }
    if (status != OV_STATUS_OK) explain(runtime, step, message);
    if (tensor) runtime->tensor_free(tensor);
    if (status != OV_STATUS_OK) return status;
    return inference_model_output(model, 0, output, output_shape, output_rank, message);
}

void inference_model_release(inference_model *model) {
    if (model->output) model->runtime->tensor_free(model->output);
    model->output = NULL;
    if (model->runtime->release_memory) {
        // A compiled model of the C interface is a shared pointer, whose first word points at the C++ object.
        void *object;
        memcpy(&object, model->compiled, sizeof object);
        model->runtime->release_memory(object);
    }
    malloc_trim(0);
}

int inference_model_output(inference_model *model, size_t index, const float **output, int64_t *output_shape,
                           int64_t *output_rank, char *message) {
    inference_runtime *runtime = model->runtime;
    ov_shape_t result = {0, NULL};
    void *data = NULL;
    if (model->output) runtime->tensor_free(model->output);
    model->output = NULL;
    int status = runtime->get_output_tensor(model->request, index, &model->output);
    if (status == OV_STATUS_OK) status = runtime->tensor_shape(model->output, &result);
    if (status == OV_STATUS_OK) status = runtime->tensor_data(model->output, &data);
    if (status == OV_STATUS_OK && (result.rank < 1 || result.rank > 8)) status = -1;
    if (status == OV_STATUS_OK) {
        *output = data;
        *output_rank = result.rank;
        memcpy(output_shape, result.dims, (size_t)result.rank * sizeof *output_shape);
    } else {
        explain(runtime, "output", message);
    }
    if (result.dims) runtime->shape_free(&result);
    return status;
}
