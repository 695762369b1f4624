import { z } from 'zod'

/** Parts of the product, in the order in which they are printed. */
export const SETTING_GROUPS = ['start', 'database', 'keys', 'http', 'authentication', 'policy', 'limits', 'resilience', 'observability', 'tools'] as const
export type SettingGroup = (typeof SETTING_GROUPS)[number]

/** What is said of a setting beside its type; its default is that of the type. */
export interface SettingFacts {
  readonly group: SettingGroup
  /** One sentence for whoever runs the product: what it changes, and the unit. */
  readonly doc: string
  /** Printed as set or unset, and in no other way. */
  readonly isSecret?: boolean
  /** What is taken where it is not set, in words, because another setting decides it. */
  readonly otherwise?: string
}

/** The facts of every type in the table of settings. */
export const settingFacts = z.registry<SettingFacts>()
