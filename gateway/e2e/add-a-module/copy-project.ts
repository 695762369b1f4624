import { execFileSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, symlinkSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { projectFolder } from '../../../prisma/database/project-folder.ts'

/** Copies what belongs to the project, as git knows it; the installed packages are shared, everything that is generated at run time is left behind. */
export function copyProject(target: string): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: projectFolder, encoding: 'utf8' })
  for (const path of listed.split('\0').filter((name) => name !== '' && existsSync(join(projectFolder, name)))) {
    mkdirSync(dirname(join(target, path)), { recursive: true })
    cpSync(join(projectFolder, path), join(target, path))
  }
  symlinkSync(join(projectFolder, 'node_modules'), join(target, 'node_modules'))
}
