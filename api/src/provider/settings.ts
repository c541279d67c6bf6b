/** Where people may sign in instead of here (OpenID Connect). Who they are here, as what, and where, is never the provider's to say. */
export interface ProviderSettings {
  /** As the provider names itself. Connections go to this origin alone. */
  readonly issuer: string
  readonly clientId: string
  readonly clientSecret: string
  /** Where people reach the screens. */
  readonly publicUrl: string
  readonly name: string
  /** Which claim names the account here, when an account of the provider is bound. */
  readonly claim: string
  /** Values of `amr` or `acr` that stand for the second factor. */
  readonly factors: readonly string[]
  /** How long an answer of the provider is waited for. */
  readonly timeoutSeconds: number
}
