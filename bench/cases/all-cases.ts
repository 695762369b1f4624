import type { BenchCase } from './bench-case.ts'
import { invoicesWithOwners } from './invoices-with-owners.ts'
import { thousandInvoices } from './thousand-invoices.ts'
import { workspaceById } from './workspace-by-id.ts'
import { workspacesOfOrganization, workspacesWithInvoices } from './workspaces-with-invoices.ts'

export const CASES: readonly BenchCase[] = [workspaceById, workspacesWithInvoices, workspacesOfOrganization, invoicesWithOwners, thousandInvoices]

export function caseNamed(name: string): BenchCase | undefined {
  return CASES.find((one) => one.name === name)
}
