import { chromium } from 'playwright';
import { expect, it } from 'vitest';
import { chromiumLaunchOptions } from '#build/chromium.ts';

it('the Chromium of this machine opens a page', async () => {
  const browser = await chromium.launch(chromiumLaunchOptions());
  try {
    const page = await browser.newPage();
    await page.setContent('<p dir="rtl">\u0633\u062c\u0646</p>');
    expect(await page.locator('p').textContent()).toBe('\u0633\u062c\u0646');
  } finally {
    await browser.close();
  }
});
