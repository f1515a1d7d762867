package io.github.portregistry.fact;

import io.github.portregistry.csv.Fields;
import io.github.portregistry.csv.RowFormat;
import java.util.List;

/** The columns of {@code vendor-documentation.csv}. */
public final class DocumentFormat extends Format<VendorDocument> {

  public static final Format<VendorDocument> FORMAT = new DocumentFormat();

  private DocumentFormat() {
    super("port", "service_name", "says", "organization", "product", "fact", "published", "source");
  }

  @Override
  public VendorDocument decode(Fields fields) {
    return new VendorDocument(
        fields.requireText(1),
        fields.constant(2, VendorDocument.Says.class),
        fields.text(3),
        fields.text(4),
        fields.requireText(5),
        fields.text(6),
        fields.requireText(7));
  }

  @Override
  public List<String> encode(VendorDocument document) {
    return List.of(
        document.serviceName(),
        RowFormat.text(document.says()),
        document.organization(),
        document.product(),
        document.fact(),
        document.published(),
        document.source());
  }
}
