import { signedInFlag } from '@sightline/api/contract/people'

/** Whether a session can be there at all: who never signed in is not asked who they are, and no console shows a 401. */
export const hasSession = (cookies: string): boolean =>
  cookies.split('; ').some((one) => one.startsWith(`${signedInFlag}=`))
