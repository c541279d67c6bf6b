/** Why a detection or a track became no finding. */
export const enDrops = {
  wrong_class: 'wrong class',
  low_score: 'low score',
  too_small: 'too small',
  outside_zone: 'outside the zone',
  in_bay: 'in a bay',
  outside_hours: 'outside the hours',
  moving: 'moving',
  not_still_yet: 'not still long enough',
  in_grace: 'in grace',
  partly_hidden: 'partly hidden',
  late_frame: 'late frame',
  too_large: 'too large',
  no_goods: 'no goods near by',
  no_rod: 'no rod in sight',
  no_person: 'nobody with it',
  steady: 'does not move or flicker',
  attended: 'somebody is with it',
  joined: 'counted with another',
  unproven: 'confirmation withheld: its own looks do not prove it',
  too_few_pixels: 'too few pixels for the model',
  lifeless: 'shows no life (a post, a poster, a statue)',
  part_of_vehicle: 'on another vehicle (painted on it)',
  out_of_scale: 'far smaller than a vehicle beside it (a toy)',
}

/** Why a frame was not looked at. */
export const enFrameDrops = {
  newer_frame: 'a newer one came',
  closing: 'while closing',
  view_moved: 'view moved',
  view_unsure: 'not yet known to be the view of its zones',
  inference_failed: 'the model failed',
  unchanged: 'nothing stirs, waits for the slow clock',
  turned: 'turned otherwise meanwhile',
}
