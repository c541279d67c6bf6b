/** A plate as it is compared: upper case, without the dot and spaces that people put in or leave out (渝A·12345). */
export const normalPlate = (typed: string | null): string | null => {
  const plain = (typed ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・.‧∙-]/gu, '')
  return plain === '' ? null : plain
}

/** 4..10 characters, digits and capitals, in the form in which plates are compared: of any country, as permits name them. */
export const isPlate = (plate: string): boolean => /^[\p{Script=Han}A-Z0-9]{4,10}$/u.test(plate)

/** Province characters of Chinese plates (GA 36-2018), as they stand on a plate keyboard. */
export const provinces = [...'京津沪渝冀豫云辽黑湘皖鲁新苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼']
const province = `[${provinces.join('')}]`
/** Who issued it; I is no letter of plates, O only of an office. */
const office = '[A-HJ-Z]'
const sign = '[A-HJ-NP-Z0-9]'

/** What a Chinese number plate looks like, by its kind. */
const forms = {
  ordinary: `${province}${office}${sign}{5}`,
  /** Small: a letter for the drive, then a sign and four digits. Large: five digits and the letter. */
  new_energy: `${province}${office}(?:[A-HJK]${sign}\\d{4}|\\d{5}[A-HJK])`,
  police: `${province}${office}${sign}{4}警`,
  trailer: `${province}${office}${sign}{4}挂`,
  learner: `${province}${office}${sign}{4}学`,
  temporary: `${province}${office}${sign}{4}临`,
  hong_kong: `粤Z${sign}{4}港`,
  macau: `粤Z${sign}{4}澳`,
  embassy: `使\\d{6}|\\d{6}使|京A${sign}{4}使`,
  consulate: `${province}${office}${sign}{4}领|${province}\\d{5}领|领\\d{6}`,
  emergency: `${province}[XS]\\d{4}应急`,
  armed_police: `WJ${province}?\\d{4}[0-9A-Z]`,
  military: '[VZKHEBSLNJGC][A-Z]\\d{5}',
  tractor: `${province}\\d{2}${sign}{5}`,
} as const
export type PlateKind = keyof typeof forms

const kinds = (Object.keys(forms) as PlateKind[]).map(
  (kind) => [kind, new RegExp(`^(?:${forms[kind]})$`, 'u')] as const,
)

/** Which kind of Chinese number plate this is, however it was typed; null: none. */
export function plateKindOf(typed: string | null): PlateKind | null {
  const plate = normalPlate(typed)
  return plate === null ? null : (kinds.find(([, form]) => form.test(plate))?.[0] ?? null)
}
