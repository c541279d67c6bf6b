import type { zhDoubtNames, zhDoubts, zhModelFacts, zhModelFaults } from './zh-model-faults.ts'
import type { Words } from './shape.ts'

/** Why a model does not run or cannot be believed, and the way out. */
export const enModelFaults = {
  opening: 'Being opened.',
  model_failed: 'It does not open. The worker’s log says why; it keeps trying.',
  model_unknown: 'There is no such model. Reload the page.',
  model_of_another_task: 'The model is for another task than its manifest says. Correct task.',
  model_unreachable:
    'The worker does not have this model, and fetches none from public addresses by itself. Run there: sightline models pull; or name a mirror folder: SIGHTLINE_MODEL_MIRROR.',
  file_missing: 'The worker lacks a file of it. Run there: sightline models pull',
  file_unreachable: 'The worker did not get the file. Check its connection to the server, then try again.',
  sha256_mismatch:
    'The file is not the one registered and was refused. Upload it again; for a built-in one run on the worker: sightline models pull',
  disk_full: 'The disk of the worker is full. Make room, then try again.',
  folder_not_writable: 'The worker cannot write to its model folder. Check the permissions, then try again.',
  manifest_invalid: 'The manifest is not valid. Correct it by the reason below.',
  name_taken: 'A built-in model has that name. Choose another name in the manifest.',
  licence_missing: 'The manifest names no licence. Add licence.name and licence.note.',
  opset_unsupported: 'The opset of the ONNX file is not supported. Export it with a supported one.',
  inputs_mismatch:
    'The input of the model is not what the manifest says. Check width, height and layout of input.',
  outputs_mismatch:
    'The outputs are not of the shape that this decoder reads. Where it says below what they look like take that decoder, else export the model anew.',
  class_count_mismatch:
    'Model and manifest differ in the number of classes. List as many classes as it has; null for those not used.',
  graph_unsupported: 'Its graph is not supported. Export it as one file with one float input.',
  dataset_unreadable: 'The data set cannot be read.',
  picture_unreadable: 'The test picture cannot be decoded; it may be damaged. Choose another.',
  model_unusable:
    'The inference session does not start: an operator or a structure that is not supported. Export it in the usual way.',
  frame_size_mismatch: 'The frame is not of the size of the input. Check width and height of input.',
  inference_failed: 'The model failed while it ran. Check input in the manifest, then the exported model.',
  check_crashed: 'The dry run crashed. Check the exported model; if it stays, do not use it.',
  check_memory: 'The dry run took too much memory. Use a smaller model.',
  external_data: 'Weights of the model are in another file. Save it as one ONNX file, without external data.',
  scores_out_of_range:
    'The model gives scores that are not within 0..1. Check decoder and activation in its manifest.',
  check_late: 'The dry run took too long: the model is too large or too slow for video. Use a smaller one.',
  closing: 'The worker was shutting down; nothing was tried. Try again in a moment.',
  worker_crashed: 'The inference worker crashed. Try again; if it stays, do not enable this model.',
  manifest_not_json: 'The manifest is not JSON. Correct it at the place below.',
  file_unreadable: 'The file is not there or cannot be read.',
  input_size_fixed:
    'This model runs only in the size it was exported in. Set width and height of input to the size below “in the model”, or export it with free sizes.',
  input_unsupported:
    'A model must have one float picture input of four axes. Export it anew, without other inputs.',
  not_onnx: 'Not an ONNX file, or not a whole one. Export it anew and upload it again.',
  implausible:
    'The model runs, but what it gives cannot be believed. See why; correct the manifest and try again, or take another picture.',
  faces_unhideable:
    'No model here finds people: faces cannot be hidden, and the picture may not be given out. Run on the worker: sightline models pull',
  picture_format: 'The test picture must be a JPEG, PNG or WebP. Choose another, or convert it first.',
  picture_too_large: 'The test picture has too many pixels. Make it smaller first.',
} satisfies Words<typeof zhModelFaults>

/** What stands beside a reason. */
export const enModelFacts = {
  expected: 'Expected',
  found: 'Found',
  supported: 'Supported',
  reason: 'Reason',
  field: 'Field',
  model: 'In the model',
  manifest: 'In the manifest',
  name: 'Name',
  file: 'File',
  seconds: 'Seconds',
  exit: 'Exit',
  path: 'Place',
  decoder: 'decoder in the manifest',
  fits: 'Looks like',
  layout: 'layout in the manifest',
  operator: 'Operator at fault',
  inputs: 'Inputs',
  allowed: 'Allowed',
  line: 'Line',
  column: 'Column',
  megapixels: 'Megapixels',
  most: 'At most',
  mebibytes: 'Memory, MiB',
} satisfies Words<typeof zhModelFacts>

/** Why what a model gave cannot be believed, in short. */
export const enDoubtNames = {
  many_boxes: 'too many objects',
  scores_near_one: 'many scores close to 1',
  one_class: 'all of one class',
  boxes_misplaced: 'boxes in impossible places',
  same_as_grey: 'does not look at the picture',
  sees_nothing: 'sees nothing',
  sees_in_grey: 'sees objects in plain grey',
} satisfies Words<typeof zhDoubtNames>

/** The same with the numbers and what to do. */
export const enDoubts = {
  many_boxes:
    '{{objects}} objects on one picture, more than the {{most}} that can be believed. Check mean, std and channels of input, and decoder.',
  scores_near_one:
    '{{near}} of {{objects}} objects are scored close to 1. Check mean and std of input, and decoder.',
  one_class:
    'All {{objects}} objects are “{{class}}”. Check decoder and the order of classes; if the picture shows nothing else, take one with different things.',
  boxes_misplaced:
    '{{misplaced}} of {{boxes}} boxes lie outside the picture, have no area or are impossibly large. Check decoder and the size of input, and that the export gives boxes in pixels.',
  same_as_grey:
    'A plain grey picture gives the same answer: the model does not look at the picture. Check mean and std of input, or the exported model.',
  sees_nothing:
    'It sees nothing on this picture, which proves nothing. Take a picture with something on it, or check mean and std of input.',
  sees_in_grey:
    'It sees {{objects}} objects in a plain grey picture. Check mean and std of input, and decoder.',
} satisfies Words<typeof zhDoubts>
