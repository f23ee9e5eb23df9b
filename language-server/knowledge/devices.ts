// How code names a GPU, and how it asks whether there is one.

/** Libraries whose objects take `.cuda()`, `.to("cuda")` and `device="cuda"`: all stand on PyTorch. */
export const torchLibraries: ReadonlySet<string> = new Set([
  "torch",
  "torchvision",
  "torchaudio",
  "transformers",
  "diffusers",
  "fastai",
  "pytorch_lightning",
  "lightning",
  "sentence_transformers",
  "timm",
  "peft",
  "monai",
  "torch_geometric",
  "open_clip",
  "whisper",
  "kornia",
]);

/** Methods and functions that ask. Sources: PyTorch's `torch.cuda` and `torch.accelerator`, TensorFlow's `tf.config` and `tf.test`, Accelerate. */
export const availabilityChecks: ReadonlySet<string> = new Set([
  "is_available",
  "device_count",
  "current_accelerator",
  "list_physical_devices",
  "list_logical_devices",
  "list_local_devices",
  "get_visible_devices",
  "is_gpu_available",
  "gpu_device_name",
  "is_built_with_cuda",
  "is_torch_cuda_available",
  "get_accelerator",
  "default_device",
  "Accelerator",
  "get_best_device",
  "get_device",
  "DetectHardware",
  "TPUClusterResolver",
]);

/** Keywords that take a device's name. */
export const deviceKeywords: ReadonlySet<string> = new Set(["device", "map_location", "device_map"]);

/** A GPU of NVIDIA, or of Apple. */
export const gpuName = /^(?:cuda(?::\d+)?|mps)$/;
export const tensorflowGpu = /^\/?(?:job:localhost\/)?(?:device:)?gpu:\d+$/i;
