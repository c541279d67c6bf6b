/** Province characters of Chinese plates (GA 36-2018), as they stand on a plate keyboard. */
export const provinces = [...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼']
/** Letters and digits of plates; I and O are not used. */
export const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']
export const digits = [...'0123456789']
/** Last characters of special plates. */
export const suffixes = [...'学警港澳挂领使临']

/** As typed, in the one form in which plates are compared: upper case, without spaces and dots. */
export const tidyPlate = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replaceAll(/[\s·•・.‧∙-]/gu, '')

const usual = new RegExp(
  `^[${provinces.join('')}][A-HJ-NP-Z](?:[A-HJ-NP-Z0-9]{5,6}|[A-HJ-NP-Z0-9]{4}[${suffixes.join('')}])$`,
  'u',
)

/** Looks like a civil plate (7 places, or 8 of a new-energy vehicle). An unusual one is asked about, never refused. */
export const looksLikePlate = (plate: string): boolean => usual.test(tidyPlate(plate))
