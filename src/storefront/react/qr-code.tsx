"use client"
import { useMemo } from "react"
import type { Link } from "../payment.ts"
import { qrDrawing } from "../qr.ts"
import { wordsIn, type Language, type Words } from "../words/index.ts"
import { Countdown, useTimeLeft } from "./countdown.tsx"
import { style } from "./style.ts"

/** What `PayByQr` needs: the link. */
export interface PayByQrProps {
  link: Link
  /** Somebody has scanned the code: as `wait` tells in its progress. */
  scanned?: boolean
  language?: Language
  words?: Partial<Words>
  /** Starts the payment again; offered when the code has expired. */
  onRefresh?: () => void
}

/** The QR code of a `DYNQR` payment, with the time it is good for. */
export function PayByQr({ link, scanned = false, language = "en", ...props }: PayByQrProps) {
  const words = wordsIn(language, props.words)
  const expired = useTimeLeft(link.expiresAt) === 0
  const { viewBox, path } = useMemo(() => qrDrawing(link.url), [link.url])
  return (
    <div lang={language} dir={words.direction} style={style.panel}>
      {!expired && (
        <svg
          role="img"
          aria-label={words.codeName}
          viewBox={viewBox}
          style={style.code}
          shapeRendering="crispEdges"
        >
          <path d={path} fill="#000" />
        </svg>
      )}
      <p role="status" style={style.said}>
        {expired ? words.codeExpired : scanned ? words.scanned : words.scan}
      </p>
      {expired ? (
        props.onRefresh && (
          <button type="button" style={style.button} onClick={props.onRefresh}>
            {words.newCode}
          </button>
        )
      ) : (
        <>
          <Countdown expiresAt={link.expiresAt} label={words.timeLeft} />
          <a href={link.url} style={style.quiet}>
            {words.onThisDevice}
          </a>
        </>
      )}
    </div>
  )
}
