/** Letters and digits of plates; I and O are not used. */
export const letters = [...'ABCDEFGHJKLMNPQRSTUVWXYZ']
export const digits = [...'0123456789']
/** Last characters of special plates. */
export const suffixes = [...'学警港澳挂领使临应急']
