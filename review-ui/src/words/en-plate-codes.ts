/** How a number plate was read by machine and by officer. */
export const enPlateCodes = {
  plateVerdict: { legible: 'legible', not_legible: 'not legible', not_read: 'not read' },
  plateReason: {
    no_plate: 'no plate was found in the pictures',
    too_small: 'the plate is too small (under 20 pixels high)',
    too_few_frames: 'read in too few pictures',
    not_a_plate: 'what was read is no plate',
    frames_disagree: 'the pictures disagree',
    low_confidence: 'a character is in doubt',
    one_stage_only: 'read at one stage only',
    no_network: 'no model that reads plates',
    no_picture: 'no usable picture',
    reading_failed: 'the reading failed',
  },
  plateColour: { blue: 'blue plate', green: 'green plate', yellow: 'yellow plate' },
}
