package consumer;

import io.github.portregistry.PortRecord;
import io.github.portregistry.PortRegistry;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Answers with all that is known of a port, as JSON. */
@RestController
@SpringBootApplication
public class Application {

  public static void main(String[] args) {
    SpringApplication.run(Application.class, args);
  }

  @GetMapping("/ports/{number}")
  PortRecord port(@PathVariable int number) {
    return PortRegistry.lookup(number);
  }
}
