/** 4..10 characters, digits and capitals, in the form in which plates are compared (`normalPlate`). */
export const isPlate = (plate: string): boolean => /^[\p{Script=Han}A-Z0-9]{4,10}$/u.test(plate)
