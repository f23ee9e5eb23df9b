// How PyTorch's models are made, trained and asked.

/** Dotted names of calls that give a model which starts in training mode. Sources: the references of PyTorch, torchvision and timm. */
export const modelMakers =
  /^(?:torch\.nn\.(?:Sequential|Transformer|DataParallel)|torchvision\.models\.(?:(?!\w+_Weights\b)\w+\.)*(?!\w+_Weights\b)\w+|torch\.hub\.load|timm\.create_model|segmentation_models_pytorch\.\w+)\(\)$/;

/** Calls that give a model in evaluation mode; its classes for TensorFlow and Flax have prefixes. Source: the documentation of transformers, `from_pretrained`. */
export const pretrainedMakers = /^transformers\.(?:\w+\.)*(?!TF|Flax)\w*(?:Model|For[A-Z]\w+)\.from_pretrained\(\)$/;

/** Methods that give the model itself. */
export const selfMethods: ReadonlySet<string> = new Set([
  "to",
  "cuda",
  "cpu",
  "float",
  "half",
  "double",
  "bfloat16",
  "eval",
  "train",
  "compile",
  "requires_grad_",
]);

/** Methods that only training calls, and what draws the graph of the gradients (torchviz): neither goes without gradients. */
export const trainingMethods: ReadonlySet<string> = new Set(["backward", "zero_grad", "manual_backward", "grad", "make_dot"]);

/** Contexts, decorators and functions that switch gradients off. */
export const gradientSwitches: ReadonlySet<string> = new Set(["no_grad", "inference_mode", "set_grad_enabled", "requires_grad_"]);

/** What is done with a prediction. */
export const predictionSteps: ReadonlySet<string> = new Set([
  "argmax",
  "softmax",
  "sigmoid",
  "detach",
  "numpy",
  "topk",
  "round",
  "tolist",
  "max",
  "log_softmax",
  "accuracy_score",
]);

/** Layers that behave otherwise in training than in prediction. */
export const modalLayers = /^(?=\w+$)\w*?(?:Dropout|BatchNorm)/;
