import { z } from 'zod'
import { atSchema } from './time.ts'
import { credential } from './text.ts'

/** What must be done first by whom was let in: all else is refused with the same code. */
export const dueCodes = ['password_change_due', 'password_too_old', 'second_factor_due'] as const
export type Due = (typeof dueCodes)[number]

/** Six digits of the device, or a recovery code; spaces, hyphens and small letters do not matter. */
export const factorCodeSchema = credential(40).min(6)

/** The secret of a device that is being set up: shown to its person, once, and never again. */
export const enrolmentSchema = z.object({
  /** Base32 (RFC 4648), for typing. */
  secret: z.string(),
  /** `otpauth://totp/…`, for the picture that a device reads. */
  uri: z.string(),
})

/** Ten, each good once in place of a code. They are kept as hashes: nobody can show them again. */
export const recoveryCodesSchema = z.object({ codes: z.array(z.string()) })

/** How a sign-in was made: by the password or by the provider. */
export const signInWays = ['password', 'provider'] as const
export type SignInWay = (typeof signInWays)[number]

export const ownAccountSchema = z.object({
  factor: z.object({
    /** Whether this site has second factors at all. */
    isOn: z.boolean(),
    /** Whether this person must have one. */
    isRequired: z.boolean(),
    enrolledAt: atSchema.nullable(),
    recoveryLeft: z.int().nonnegative(),
  }),
  /** The newest first, at most ten; of before this was kept, without address. */
  signIns: z.array(
    z.object({ at: atSchema, address: z.string().nullable(), way: z.enum(signInWays).nullable() }),
  ),
  passwordSetAt: atSchema,
  passwordEndsAt: atSchema.nullable(),
  /** Of the account at the sign-in provider that is bound to this one. */
  provider: z.object({ subject: z.string(), boundAt: atSchema }).nullable(),
})
export type OwnAccount = z.infer<typeof ownAccountSchema>

/** What the page of the sign-in offers. */
export const waysSchema = z.object({
  /** The provider's name, for the button; null: there is none. */
  provider: z.string().nullable(),
})

export const providerCodeSchema = z.object({ code: factorCodeSchema })
