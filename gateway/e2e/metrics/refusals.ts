import type { ErrorCode } from '../../../schema/policy/error-codes.ts'

/** A question that nobody gets an answer to, and what is said instead. */
export interface Refusal {
  readonly question: string
  readonly code: ErrorCode
  readonly coordinate?: string
  readonly rule: string
  /** What the answer offers: names of dimensions (some of them), another metric, or grains. */
  readonly alternative: { readonly dimension?: string; readonly instead?: string; readonly grain?: string }
  /** A persona; the analyst, who may list every row, where it is absent. */
  readonly as?: 'nobody'
}

const group = (metric: string, dimension: string, args = ''): string => `${metric}(groupBy: [${dimension}] ${args})`

const sensitive = (metric: string, dimension: string, coordinate: string, category: string, allowed: string): Refusal =>
  ({ question: group(metric, dimension), code: 'PII_GROUP_REFUSED', coordinate, rule: `${category}/GROUP`, alternative: { dimension: allowed } })

const filtered = (metric: string, filter: string, coordinate: string, category: string, allowed: string): Refusal =>
  ({ question: `${metric}(groupBy: [] filter: ${filter})`, code: 'PII_FILTER_REFUSED', coordinate, rule: `${category}/FILTER`, alternative: { dimension: allowed } })

/** Columns about the customer that no figure of money is grouped by, filtered by or made of. */
const CUSTOMER: readonly (readonly [dimension: string, coordinate: string, category: string])[] = [
  ['BILLING_ACCOUNT_DISPLAY_NAME', 'BillingAccount.displayName', 'CONTACT'], ['BILLING_ACCOUNT_BILLING_EMAIL', 'BillingAccount.billingEmail', 'CONTACT'],
  ['BILLING_ACCOUNT_ADDRESS_LINE1', 'BillingAccount.addressLine1', 'CONTACT'], ['BILLING_ACCOUNT_ADDRESS_LINE2', 'BillingAccount.addressLine2', 'CONTACT'],
  ['BILLING_ACCOUNT_CITY', 'BillingAccount.city', 'CONTACT'], ['BILLING_ACCOUNT_POSTAL_CODE', 'BillingAccount.postalCode', 'CONTACT'],
  ['BILL_TO_NAME', 'Invoice.billToName', 'CONTACT'], ['BILL_TO_EMAIL', 'Invoice.billToEmail', 'CONTACT'], ['BILL_TO_ADDRESS', 'Invoice.billToAddress', 'CONTACT'],
  ['BILL_TO_LEGAL_ENTITY', 'Invoice.billToLegalEntity', 'CONTACT'], ['BILL_TO_TAX_ID', 'Invoice.billToTaxId', 'GOVERNMENT_ID'], ['MEMO', 'Invoice.memo', 'FREE_TEXT'],
]

export const REFUSALS: readonly Refusal[] = [
  ...CUSTOMER.map(([dimension, coordinate, category]) => sensitive('totalRevenue', dimension, coordinate, category, 'CURRENCY')),
  sensitive('collected', 'EXTERNAL_REFERENCE', 'Payment.externalReference', 'CONTACT', 'TENDER_TYPE'),
  sensitive('collected', 'PAYMENT_METHOD_CARD_NUMBER_LAST4', 'PaymentMethod.cardNumberLast4', 'PAYMENT_CARD', 'CARD_BRAND'),
  sensitive('collected', 'PAYMENT_METHOD_HOLDER_NAME', 'PaymentMethod.holderName', 'CONTACT', 'CARD_BRAND'),
  sensitive('userCount', 'PASSWORD_HASH', 'User.passwordHash', 'CREDENTIAL', 'ROLE'),
  sensitive('userCount', 'EMAIL', 'User.email', 'CONTACT', 'ROLE'),
  sensitive('userCount', 'FULL_NAME', 'User.fullName', 'CONTACT', 'ROLE'),
  sensitive('loginCount', 'SESSION_TOKEN', 'Session.sessionToken', 'CREDENTIAL', 'STATUS'),
  sensitive('loginCount', 'LAST_LOGIN_IP', 'Session.lastLoginIp', 'ONLINE_IDENTIFIER', 'STATUS'),
  sensitive('personCount', 'REGISTRATION_NUMBER', 'Person.registrationNumber', 'GOVERNMENT_ID', 'COUNTRY_CODE'),
  sensitive('ticketsOpened', 'SUBJECT', 'SupportTicket.subject', 'FREE_TEXT', 'PRIORITY'),
  sensitive('patronageValue', 'NOTE', 'PatronageEvent.note', 'FREE_TEXT', 'CURRENCY'),
  filtered('totalRevenue', '{billToTaxId: {eq: "DE123456789"}}', 'Invoice.billToTaxId', 'GOVERNMENT_ID', 'CURRENCY'),
  filtered('totalRevenue', '{billToEmail: {startsWith: "a"}}', 'Invoice.billToEmail', 'CONTACT', 'CURRENCY'),
  filtered('totalRevenue', '{billingAccount: {billingProfiles: {some: {taxId: {eq: "DE123456789"}}}}}', 'BillingProfile.taxId', 'GOVERNMENT_ID', 'CURRENCY'),
  filtered('totalRevenue', '{billingAccount: {billingProfiles: {some: {nationalId: {startsWith: "1"}}}}}', 'BillingProfile.nationalId', 'GOVERNMENT_ID', 'CURRENCY'),
  filtered('collected', '{paymentMethod: {cardNumberLast4: {eq: "4242"}}}', 'PaymentMethod.cardNumberLast4', 'PAYMENT_CARD', 'CURRENCY'),
  filtered('userCount', '{email: {contains: "example"}}', 'User.email', 'CONTACT', 'ROLE'),
  filtered('patronageValue', '{note: {contains: "gift"}}', 'PatronageEvent.note', 'FREE_TEXT', 'CURRENCY'),
  { question: group('userCount', 'CREATED_AT'), code: 'METRIC_UNKNOWN_DIMENSION', coordinate: 'User.createdAt', rule: 'DECLARED_DIMENSIONS', alternative: { dimension: 'LOCALE' } },
  { question: group('totalRevenue', 'DUE_AT'), code: 'METRIC_UNKNOWN_DIMENSION', coordinate: 'Invoice.dueAt', rule: 'DECLARED_DIMENSIONS', alternative: { dimension: 'BILL_TO_COUNTRY_CODE' } },
  { question: group('totalRevenue', 'BILLING_ACCOUNT_COUNTRY_CODE'), code: 'METRIC_UNKNOWN_DIMENSION', coordinate: 'BillingAccount.countryCode', rule: 'DECLARED_JOINS', alternative: { dimension: 'BILL_TO_COUNTRY_CODE' } },
  { question: group('activeSubscriptions', 'DEFAULT_PAYMENT_METHOD_KIND'), code: 'METRIC_UNKNOWN_DIMENSION', coordinate: 'PaymentMethod.kind', rule: 'DECLARED_JOINS', alternative: { dimension: 'PLAN_CODE' } },
  { question: group('totalRevenue', 'SUBSCRIPTION_ITEMS_PLAN_ID'), code: 'METRIC_FANOUT', coordinate: 'SubscriptionItem.planId', rule: 'MANY_TO_ONE', alternative: { instead: 'total_revenue_real' } },
  { question: group('totalRevenue', 'SUBSCRIPTION_ITEMS_PRODUCT_ID'), code: 'METRIC_FANOUT', coordinate: 'SubscriptionItem.productId', rule: 'MANY_TO_ONE', alternative: { instead: 'total_revenue_real' } },
  { question: group('totalRevenue', 'STATUS'), code: 'METRIC_CURRENCY_REQUIRED', rule: 'ONE_CURRENCY', alternative: { dimension: 'CURRENCY' } },
  { question: group('totalRevenue', 'STATUS', 'filter: {or: [{currency: {eq: "EUR"}}, {currency: {eq: "USD"}}]}'), code: 'METRIC_CURRENCY_REQUIRED', rule: 'ONE_CURRENCY', alternative: { dimension: 'CURRENCY' } },
  { question: group('totalRevenue', 'STATUS', 'filter: {not: {currency: {eq: "EUR"}}}'), code: 'METRIC_CURRENCY_REQUIRED', rule: 'ONE_CURRENCY', alternative: { dimension: 'CURRENCY' } },
  { question: group('totalRevenueReal', 'PLAN_CODE'), code: 'METRIC_CURRENCY_REQUIRED', rule: 'ONE_CURRENCY', alternative: { dimension: 'CURRENCY' } },
  { question: group('patronageValue', 'SOURCE_KIND'), code: 'METRIC_CURRENCY_REQUIRED', rule: 'ONE_CURRENCY', alternative: { dimension: 'CURRENCY' } },
  { question: group('userCount', 'ROLE', 'grain: HOUR'), code: 'VALIDATION_FAILED', rule: 'DECLARED_GRAINS', alternative: { grain: 'DAY' } },
  { question: group('totalRevenue', 'CURRENCY', 'filter: {status: {eq: PAID}}'), code: 'METRIC_CUBE_ONLY', rule: 'PUBLISHED', alternative: { dimension: 'CURRENCY', grain: 'MONTH' }, as: 'nobody' },
  { question: group('totalRevenue', 'CURRENCY', 'grain: DAY'), code: 'METRIC_CUBE_ONLY', rule: 'PUBLISHED', alternative: { grain: 'MONTH' }, as: 'nobody' },
  { question: group('totalRevenue', 'CURRENCY', 'timeZone: "Asia/Tokyo"'), code: 'METRIC_CUBE_ONLY', rule: 'PUBLISHED', alternative: { grain: 'MONTH' }, as: 'nobody' },
  { question: group('totalRevenue', 'CURRENCY, ORG_ID'), code: 'METRIC_CUBE_ONLY', rule: 'PUBLISHED', alternative: { dimension: 'CURRENCY' }, as: 'nobody' },
  { question: group('totalRevenue', 'CURRENCY', 'fill: true'), code: 'METRIC_CUBE_ONLY', rule: 'PUBLISHED', alternative: { grain: 'MONTH' }, as: 'nobody' },
  { question: group('totalRevenue', 'CURRENCY', 'includeVoid: true'), code: 'METRIC_CUBE_ONLY', rule: 'PUBLISHED', alternative: { grain: 'MONTH' }, as: 'nobody' },
]
