#ifndef XUEJI_INFERENCE_RUNTIME_H
#define XUEJI_INFERENCE_RUNTIME_H

#include <stddef.h>
#include <stdint.h>

// Loads the OpenVINO C library at run time, by absolute path, so that building needs nothing of it.
// Every call answers NULL or a non-zero status on failure and leaves the reason in `message`
// (a buffer of at least INFERENCE_MESSAGE_SIZE bytes).

#define INFERENCE_MESSAGE_SIZE 512

typedef struct inference_runtime inference_runtime;
typedef struct inference_graph inference_graph;
typedef struct inference_model inference_model;

// `library` is the path of libopenvino_c.so.
inference_runtime *inference_runtime_open(const char *library, char *message);
void inference_runtime_close(inference_runtime *runtime);

// Reads an ONNX (or TFLite) file.
inference_graph *inference_graph_read(inference_runtime *runtime, const char *path, char *message);
void inference_graph_close(inference_graph *graph);

// Compiles a network for the CPU with so many threads; what is compiled from one graph shares its weights. Input and output
// are 32-bit floats; inside, shorter ones are used where the processor has instructions for them, unless `exact`. With a
// shape the input is of just that one, and so it is for what is compiled of the graph afterwards; NULL leaves it as it is.
inference_model *inference_graph_compile(inference_graph *graph, int threads, int exact, const int64_t *shape,
                                         int64_t rank, char *message);
void inference_model_close(inference_model *model);

// Runs one input of the given shape. On success `*output` points at memory that stays valid until the next run of the
// same model, and `output_shape` (room for 8) and `*output_rank` say how large it is.
int inference_model_run(inference_model *model, const float *input, const int64_t *shape, int64_t rank,
                        const float **output, int64_t *output_shape, int64_t *output_rank, char *message);

// Another output of the last run; it takes the place of the one fetched before, which stays valid until the next run.
int inference_model_output(inference_model *model, size_t index, const float **output, int64_t *output_shape,
                           int64_t *output_rank, char *message);

// Gives back the memory in which the last run kept what lies between its layers, and what else was freed in this process;
// the next run takes it anew. The output is no longer valid.
void inference_model_release(inference_model *model);

#endif
