import { DEFAULT_EXPORT_LIMITS, type ExportLimits } from '../../exports/export-limits.ts'

/** A proof asks for more files than people do. */
export const MANY: ExportLimits = { ...DEFAULT_EXPORT_LIMITS, perCaller: 100_000, perBrand: 100_000 }
