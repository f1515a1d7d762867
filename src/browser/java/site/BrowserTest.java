package site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.logging.LogType;
import org.openqa.selenium.logging.LoggingPreferences;
import org.openqa.selenium.support.ui.ExpectedConditions;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The site in headless Chromium, from its folder and without a server. */
class BrowserTest {

  private static final Path SITE = Path.of(System.getProperty("site")).toAbsolutePath().normalize();

  private static final Pattern REQUEST =
      Pattern.compile(
          "\"method\":\"Network\\.requestWillBeSent\".*?\"request\":\\{.*?\"url\":\"([^\"]+)\"");

  /** The lowest contrast of a text with what is behind it, and that text. */
  private static final String CONTRAST =
      """
      const part = (c) => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
      const rgb = (color) => color.match(/[\\d.]+/g).map(Number);
      const light = ([r, g, b]) => 0.2126 * part(r) + 0.7152 * part(g) + 0.0722 * part(b);
      let worst = [99, ''];
      for (const element of document.body.querySelectorAll('*')) {
        const text = [...element.childNodes].filter((n) => n.nodeType === 3 && n.data.trim()).map((n) => n.data).join('');
        if (!text || !element.checkVisibility()) continue;
        let behind = element;
        let back = rgb(getComputedStyle(behind).backgroundColor);
        while (back.length === 4 && back[3] === 0 && behind.parentElement) {
          behind = behind.parentElement;
          back = rgb(getComputedStyle(behind).backgroundColor);
        }
        const [a, b] = [light(rgb(getComputedStyle(element).color)), light(back)].sort((x, y) => y - x);
        const contrast = (a + 0.05) / (b + 0.05);
        if (contrast < worst[0]) worst = [contrast, text];
      }
      return worst[0];
      """;

  private ChromeDriver browser;

  @BeforeEach
  void start() {
    LoggingPreferences logs = new LoggingPreferences();
    logs.enable(LogType.BROWSER, Level.ALL);
    logs.enable(LogType.PERFORMANCE, Level.ALL);
    ChromeOptions options = new ChromeOptions();
    options.setBinary("/usr/bin/chromium");
    options.addArguments(
        "--headless=new", "--no-sandbox", "--disable-gpu", "--window-size=1000,900");
    options.setCapability("goog:loggingPrefs", logs);
    ChromeDriverService driver =
        new ChromeDriverService.Builder()
            .usingDriverExecutable(new File("/usr/bin/chromedriver"))
            .build();
    browser = new ChromeDriver(driver, options);
  }

  @AfterEach
  void stop() {
    try {
      assertThat(browser.manage().logs().get(LogType.BROWSER).getAll()).as("the console").isEmpty();
      int requests = 0;
      for (var entry : browser.manage().logs().get(LogType.PERFORMANCE)) {
        Matcher request = REQUEST.matcher(entry.getMessage());
        if (request.find()) {
          requests++;
          assertThat(request.group(1)).matches("(file://" + SITE + "/.*)|data:.*|about:.*");
        }
      }
      assertThat(requests).isPositive();
    } finally {
      browser.quit();
    }
  }

  private void open(String page) {
    browser.get(SITE.resolve(page).toUri().toString());
  }

  private WebElement active() {
    return browser.switchTo().activeElement();
  }

  private void await(By what) {
    new WebDriverWait(browser, Duration.ofSeconds(10))
        .until(ExpectedConditions.visibilityOfElementLocated(what));
  }

  private void narrow() {
    browser.executeCdpCommand(
        "Emulation.setDeviceMetricsOverride",
        Map.of("width", 360, "height", 740, "deviceScaleFactor", 1, "mobile", true));
  }

  /** Goes to the search by the keyboard, as its focus order has it, and types. */
  private void type(String text) {
    for (int i = 0; i < 12 && !"query".equals(active().getDomAttribute("id")); i++) {
      active().sendKeys(Keys.TAB);
    }
    assertThat(active().getDomAttribute("id")).isEqualTo("query");
    active().sendKeys(text);
  }

  private List<String> hits() {
    await(By.cssSelector("#hits li"));
    return browser.findElements(By.cssSelector("#hits li b")).stream()
        .map(WebElement::getText)
        .toList();
  }

  @ParameterizedTest
  @CsvSource({
    "nfs, 2049", "432, 432", "kafka, 9092", "postgres, 5432", "rdp, 3389", "minecraft, 25565",
    "tcp/80, 80", "443/tcp, 443", "Redis, 6379", "iasd, 432", "netconfsoaphttp, 832", "mysql, 3306"
  })
  void theKeyboardAloneFindsAPortAndOpensItsPage(String query, String port) {
    open("index.html");
    type(query);
    assertThat(hits().get(0)).isEqualTo(port);

    active().sendKeys(Keys.ENTER);

    await(By.cssSelector("h1"));
    assertThat(browser.getCurrentUrl()).endsWith("/" + port + "/index.html");
    assertThat(browser.findElement(By.tagName("h1")).getText()).startsWith("Port " + port + ":");
  }

  @Test
  void theArrowsMoveThroughTheOptionsAndEscapeClosesThem() {
    open("8080/index.html");
    type("http");
    assertThat(hits()).hasSizeGreaterThan(2);
    WebElement field = active();

    field.sendKeys(Keys.ARROW_DOWN, Keys.ARROW_DOWN);
    assertThat(field.getDomAttribute("aria-activedescendant")).isEqualTo("hit-1");
    assertThat(browser.findElements(By.cssSelector("[aria-selected=true]"))).hasSize(1);
    field.sendKeys(Keys.ARROW_UP, Keys.ARROW_UP);
    assertThat(field.getDomAttribute("aria-activedescendant"))
        .isEqualTo("hit-" + (hits().size() - 1));

    field.sendKeys(Keys.ESCAPE);
    assertThat(field.getDomAttribute("aria-expanded")).isEqualTo("false");
    assertThat(browser.findElement(By.id("hits")).isDisplayed()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({"xyzzyplugh, No port fits", "835, has no page", "70000, end at 65535"})
  void aSearchWithoutAResultSaysSo(String query, String said) {
    open("index.html");
    type(query);

    new WebDriverWait(browser, Duration.ofSeconds(10))
        .until(ExpectedConditions.textToBePresentInElementLocated(By.id("found"), said));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "432/",
        "8080/",
        "443/",
        "5353/",
        "25565/",
        "ghosts/",
        "released/",
        "changes/",
        "changes/2019/",
        "rules/",
        "about/",
        "numbers/0/",
        "numbers/1000/",
        "66/",
        "9092/"
      })
  void aPageHasAccessibleTextAndFitsAPhone(String page) {
    narrow();
    for (String scheme : List.of("light", "dark")) {
      browser.executeCdpCommand(
          "Emulation.setEmulatedMedia",
          Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
      open(page + "index.html");

      String back =
          String.valueOf(
              browser.executeScript("return getComputedStyle(document.body).backgroundColor"));
      assertThat(back).isEqualTo(scheme.equals("dark") ? "rgb(22, 24, 28)" : "rgb(255, 255, 255)");
      assertThat(((Number) browser.executeScript(CONTRAST)).doubleValue())
          .as("contrast, " + scheme)
          .isGreaterThanOrEqualTo(4.5);
    }
    assertThat(browser.executeScript("return document.documentElement.scrollWidth"))
        .isEqualTo(360L);
    assertThat(browser.findElements(By.cssSelector("h1"))).hasSize(1);
    assertThat(browser.findElements(By.cssSelector("img:not([alt])"))).isEmpty();
    assertThat(
            browser.executeScript(
                "return [...document.querySelectorAll('input')].every((i) => i.labels.length === 1)"))
        .isEqualTo(true);
    assertThat(
            browser.executeScript(
                "return [...document.querySelectorAll('a')].every((a) => a.textContent.trim() !== '')"))
        .isEqualTo(true);
  }

  @Test
  void withoutScriptsTheListsRemain() throws IOException {
    browser.executeCdpCommand("Emulation.setScriptExecutionDisabled", Map.of("value", true));
    open("index.html");

    assertThat(browser.findElement(By.cssSelector("[role=search]")).isDisplayed()).isFalse();
    assertThat(browser.findElement(By.tagName("main")).getText()).contains("needs JavaScript");
    browser.findElement(By.linkText("0–999")).click();
    await(By.linkText("432"));
    browser.findElement(By.linkText("432")).click();
    assertThat(browser.findElement(By.tagName("h1")).getText()).startsWith("Port 432:");
    assertThat(Files.exists(SITE.resolve("432/index.html"))).isTrue();
  }
}
