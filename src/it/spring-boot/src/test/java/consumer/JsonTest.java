package consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.web.client.RestClient;

/** Spring Boot's own Jackson, as it is configured: 3 in Spring Boot 4, 2 in Spring Boot 3. */
class JsonTest {

  @Test
  void aPortIsServedAndReadBackEqual() throws Exception {
    try (ConfigurableApplicationContext application =
        SpringApplication.run(
            Application.class, "--server.port=0", "--spring.main.banner-mode=off")) {
      String port = application.getEnvironment().getProperty("local.server.port");
      URI address = URI.create("http://localhost:" + port + "/ports/832");

      HttpResponse<String> json =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
      PortRecord read = RestClient.create().get().uri(address).retrieve().body(PortRecord.class);

      assertEquals(200, json.statusCode());
      assertTrue(json.body().startsWith("{\"number\":832,"), json.body());
      assertEquals(PortRegistry.lookup(832), read);
    }
  }
}
