import type { Settings } from '../../prisma/database/settings.ts'

/** How many and how large files may be. */
export interface ExportLimits {
  /** Rows of a file; a longer list is cut there, and the export says so. */
  readonly rows: number
  /** Length of a file before compression. */
  readonly bytes: number
  /** How long a file is kept, counted from when it was asked for. */
  readonly hours: number
  /** Exports of one caller that are kept at once, whatever became of them. */
  readonly perCaller: number
  /** Exports of a brand that are kept at once. */
  readonly perBrand: number
}

/** By the settings. */
export const exportLimits = ({ values }: Settings): ExportLimits => ({
  rows: values.VEIL_EXPORT_ROWS, bytes: values.VEIL_EXPORT_MIB * 1024 * 1024, hours: values.VEIL_EXPORT_HOURS,
  perCaller: values.VEIL_EXPORTS_PER_CALLER, perBrand: values.VEIL_EXPORTS_PER_BRAND,
})

/** As the settings are where nothing is set. */
export const DEFAULT_EXPORT_LIMITS: ExportLimits = { rows: 5_000_000, bytes: 1024 * 1024 * 1024, hours: 24, perCaller: 20, perBrand: 500 }
