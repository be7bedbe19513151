/** What a browser is told of the screen it is on. */
export interface Screen {
  readonly viewport: { readonly width: number; readonly height: number }
  readonly isMobile: boolean
  readonly hasTouch: boolean
  readonly userAgent?: string
}

export const DESKTOP: Screen = {
  viewport: { width: 1280, height: 800 },
  isMobile: false,
  hasTouch: false,
}

export const PHONE: Screen = {
  viewport: { width: 390, height: 844 },
  isMobile: true,
  hasTouch: true,
  userAgent:
    "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
}
