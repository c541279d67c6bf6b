/** People of demos and tests sign in by a password alone, at several places at once; the product asks for more (`npm start`). */
export const signInEnv = {
  SIGHTLINE_SECOND_FACTOR: 'off',
  SIGHTLINE_SESSIONS: '8',
  SIGHTLINE_OPERATOR_SESSIONS: '8',
} as const
