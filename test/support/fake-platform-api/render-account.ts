import type {AccountState} from './state.js'

const SINCE = '2020-01-01T00:00:00Z'

export function renderAccount(account: AccountState, sdk: boolean): Record<string, unknown> {
  return {
    allow_tracking: false,
    beta: false,
    created_at: SINCE,
    email: account.email,
    federated: false,
    id: account.id,
    identity_provider: null,
    last_login: SINCE,
    name: account.name,
    sms_number: null,
    suspended_at: null,
    delinquent_at: null,
    two_factor_authentication: true,
    updated_at: SINCE,
    verified: true,
    country_of_residence: null,
    default_organization: null,
    default_team: null,
    ...(sdk && SDK_FIELDS),
  }
}

const SDK_FIELDS = {
  eco_dynos_enabled: false,
  eco_dynos_shutdown_at: null,
  pipeline_cost_consent_at: null,
  acknowledged_msa: false,
  acknowledged_msa_at: null,
  italian_customer_terms: null,
  italian_partner_terms: null,
  mfa_enabled: true,
  mfa_exemption: false,
  mfa_exemption_reason: null,
  mfa_experience: 'vaas',
}
