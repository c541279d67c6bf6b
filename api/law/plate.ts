/** A plate as it is compared: upper case, without the dot and spaces that people put in or leave out (渝A·12345). */
export const normalPlate = (typed: string | null): string | null => {
  const plain = (typed ?? '')
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s·•・.‧∙-]/gu, '')
  return plain === '' ? null : plain
}

/** 4..10 characters, digits and capitals, in the form in which plates are compared. */
export const isPlate = (plate: string): boolean => /^[\p{Script=Han}A-Z0-9]{4,10}$/u.test(plate)
