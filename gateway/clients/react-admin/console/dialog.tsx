import { useEffect, useRef } from 'react'
import type { ReactNode } from 'react'
import { createPortal } from 'react-dom'

interface DialogProps {
  /** Id of the heading inside. */
  readonly title: string
  readonly children: ReactNode
  onClose(): void
}

/** A dialog of the browser's own: it keeps the focus, and Escape closes it. */
export const Dialog = ({ title, children, onClose }: DialogProps) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return createPortal(<dialog ref={dialog} aria-labelledby={title} onClose={onClose} className="dialog">{children}</dialog>, document.body)
}
