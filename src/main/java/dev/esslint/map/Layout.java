package dev.esslint.map;

import dev.esslint.map.Diagram.Arrow;
import dev.esslint.map.Diagram.Box;
import dev.esslint.map.Diagram.Column;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Where everything of a diagram is drawn, in pixels from the left upper corner. Arrows run only in
 * the gutters between columns, so that none meets a box but at its ends.
 *
 * @param title the lines of the title
 * @param places of the boxes of the diagram, in their order
 * @param paths of its arrows, in their order
 */
record Layout(
    double width,
    double height,
    List<String> title,
    List<Heading> headings,
    List<Place> places,
    List<Path> paths) {
  static final Font PAGE_TITLE = new Font(18, true);
  static final Font HEADING = new Font(13, true);
  static final Font TITLE = new Font(13, true);
  static final Font DETAIL = new Font(12, false);
  static final double LINE = 17;
  static final double PADDING = 10;

  /** How far below the upper edge of a box the first line of its text is. */
  static final double ASCENT = 13;

  private static final double MARGIN = 24;
  private static final double GAP = 14;
  private static final double TRACK = 9;

  /** How far below the upper edge of a box arrows leave it. */
  private static final double EXIT = 19;

  /** How near to each other two arrows may come in at a box. */
  private static final double NEAR = 9;

  /** How near to the corner of a box an arrow may come in. */
  private static final double EDGE = 6;

  private static final Map<Column, Double> WIDTHS =
      Map.of(
          Column.DEVICES, 150.0,
          Column.NAMES, 230.0,
          Column.INGRESSES, 210.0,
          Column.COMPONENTS, 230.0,
          Column.SERVERS, 210.0);

  /**
   * The columns from left to right; those of ports for calls stand where names and Ingresses do.
   */
  private static final List<Column> ACROSS =
      List.of(Column.DEVICES, Column.NAMES, Column.INGRESSES, Column.COMPONENTS, Column.SERVERS);

  /** A text between boxes, from its lower left corner. */
  record Heading(double x, double y, String text) {}

  /**
   * A box with its text in lines.
   *
   * @param title the first lines
   * @param details the lines below
   */
  record Place(
      double x, double y, double width, double height, List<String> title, List<String> details) {
    double right() {
      return x + width;
    }

    double bottom() {
      return y + height;
    }
  }

  /**
   * An arrow: from the left to a track, along that up or down, and on to the right.
   *
   * @param fromY where it begins
   * @param toY where it ends
   */
  record Path(double fromX, double fromY, double track, double toX, double toY) {}

  /**
   * Lays out a picture.
   *
   * @param title of the picture; empty if it stands around it
   */
  static Layout of(Diagram diagram, String title) {
    return new Maker(diagram, title).layout();
  }

  private static final class Maker {
    private final Diagram diagram;
    private final String title;
    private final List<Box> boxes;

    /** The left edges of columns. */
    private final Map<Column, Double> lefts = new EnumMap<>(Column.class);

    private final double width;

    /** The upper edges of boxes; 0 until they are placed. */
    private final double[] tops;

    private final List<Heading> headings = new ArrayList<>();

    Maker(Diagram diagram, String title) {
      this.diagram = diagram;
      this.title = title;
      this.boxes = diagram.boxes();
      this.tops = new double[boxes.size()];
      double x = MARGIN;
      for (Column column : ACROSS) {
        lefts.put(column, x);
        long tracks = sources(column).size();
        x += width(column) + 30 + TRACK * tracks;
      }
      this.width = left(Column.SERVERS) + width(Column.SERVERS) + MARGIN;
      lefts.put(Column.MEDIA, left(Column.NAMES));
    }

    Layout layout() {
      List<String> titleLines = title.isEmpty() ? List.of() : PAGE_TITLE.wrapped(Xml.visible(title), width - 2 * MARGIN);
      double top = MARGIN + 24 * titleLines.size() + 26;
      for (Column column : ACROSS) {
        if (!in(column).isEmpty()) {
          headings.add(new Heading(left(column), top, column.title()));
        }
      }
      place(top + 12);
      List<Place> places = new ArrayList<>();
      double bottom = top + 12;
      for (int i = 0; i < boxes.size(); i++) {
        places.add(place(i));
        bottom = Math.max(bottom, places.getLast().bottom());
      }
      if (boxes.stream().anyMatch(box -> !box.sure())) {
        bottom += 26;
        headings.add(new Heading(MARGIN, bottom, "Dashed: unknown whether it exists."));
      }
      if (boxes.isEmpty()) {
        headings.add(new Heading(MARGIN, bottom, "Nothing is enabled."));
      }
      return new Layout(width, bottom + MARGIN, titleLines, headings, places, paths(places));
    }

    private double left(Column column) {
      return lefts.getOrDefault(column, 0.0);
    }

    private double width(Column column) {
      return column == Column.MEDIA
          ? left(Column.INGRESSES) + width(Column.INGRESSES) - left(Column.NAMES)
          : WIDTHS.getOrDefault(column, 0.0);
    }

    private List<Integer> in(Column column) {
      List<Integer> in = new ArrayList<>();
      for (int i = 0; i < boxes.size(); i++) {
        if (boxes.get(i).column() == column) {
          in.add(i);
        }
      }
      return in;
    }

    /** The boxes from which arrows lead into the gutter to the right of a column. */
    private List<Integer> sources(Column column) {
      return diagram.arrows().stream()
          .map(Arrow::from)
          .distinct()
          .filter(
              from -> {
                Column of = boxes.get(from).column();
                return of == column || (column == Column.INGRESSES && of == Column.MEDIA);
              })
          .toList();
    }

    private List<Integer> from(int box) {
      return diagram.arrows().stream().filter(a -> a.from() == box).map(Arrow::to).toList();
    }

    private List<Integer> to(int box) {
      return diagram.arrows().stream().filter(a -> a.to() == box).map(Arrow::from).toList();
    }

    private Place place(int box) {
      Column column = boxes.get(box).column();
      double inner = width(column) - 2 * PADDING;
      List<String> first = TITLE.wrapped(Xml.visible(boxes.get(box).title()), inner);
      List<String> rest = new ArrayList<>();
      boxes.get(box).details().forEach(d -> rest.addAll(DETAIL.wrapped(Xml.visible(d), inner)));
      return new Place(
          left(column),
          tops[box],
          width(column),
          2 * PADDING + LINE * (first.size() + rest.size()),
          first,
          rest);
    }

    private double height(int box) {
      return place(box).height();
    }

    private void place(double top) {
      double y = top;
      for (int name : in(Column.NAMES)) {
        double below = y;
        for (int ingress : from(name)) {
          tops[ingress] = below;
          below += height(ingress) + GAP;
        }
        tops[name] = y;
        y = Math.max(below, y + height(name) + GAP);
      }
      List<Integer> media = in(Column.MEDIA);
      double mediaTop = top;
      if (!media.isEmpty()) {
        if (y > top) {
          y += 20;
          headings.add(new Heading(left(Column.MEDIA), y, Column.MEDIA.title()));
          y += 12;
        }
        mediaTop = y;
        for (int port : media) {
          tops[port] = y;
          y += height(port) + GAP;
        }
      }
      stack(in(Column.COMPONENTS), top);
      stack(in(Column.SERVERS), top);
      double device = top;
      for (int box : in(Column.DEVICES)) {
        boolean calls = from(box).stream().allMatch(media::contains);
        device = calls ? Math.max(device, mediaTop) : device;
        tops[box] = device;
        device += height(box) + GAP;
      }
    }

    /**
     * Places boxes below each other, each at the height of where its arrows come from if there is
     * room.
     */
    private void stack(List<Integer> column, double top) {
      double[] wanted = new double[boxes.size()];
      for (int box : column) {
        List<Integer> media =
            to(box).stream().filter(f -> boxes.get(f).column() == Column.MEDIA).toList();
        wanted[box] =
            media.isEmpty()
                ? to(box).stream().mapToDouble(f -> tops[f]).max().orElse(top)
                : media.stream().mapToDouble(f -> tops[f]).min().orElse(top);
      }
      double y = top;
      for (int box : column.stream().sorted(Comparator.comparingDouble(b -> wanted[b])).toList()) {
        y = Math.max(y, wanted[box]);
        tops[box] = y;
        y += height(box) + GAP;
      }
    }

    private List<Path> paths(List<Place> places) {
      Path[] paths = new Path[diagram.arrows().size()];
      for (Column column : ACROSS) {
        List<Integer> sources = sources(column);
        List<Double> taken = new ArrayList<>();
        sources.forEach(source -> taken.add(places.get(source).y() + EXIT));
        double track = left(column) + width(column) + 12;
        for (int source : sources) {
          Place from = places.get(source);
          double exit = from.y() + EXIT;
          for (int i = 0; i < paths.length; i++) {
            Arrow arrow = diagram.arrows().get(i);
            if (arrow.from() == source) {
              Place to = places.get(arrow.to());
              boolean straight = to.y() + EDGE <= exit && exit <= to.bottom() - EDGE;
              double entry = straight ? exit : entry(to, taken);
              taken.add(entry);
              paths[i] = new Path(from.right(), exit, track, to.x(), entry);
            }
          }
          track += TRACK;
        }
      }
      return List.of(paths);
    }

    /**
     * Where an arrow comes in at a box: at the height of the title, or as near to it as others
     * leave room.
     */
    private static double entry(Place box, List<Double> taken) {
      double wanted = box.y() + EXIT;
      double best = wanted;
      double room = -1;
      for (double y = box.y() + EDGE; y <= box.bottom() - EDGE; y++) {
        double at = y;
        double nearest = taken.stream().mapToDouble(t -> Math.abs(t - at)).min().orElse(NEAR);
        double free = Math.min(nearest, NEAR);
        if (free > room || (free == room && Math.abs(y - wanted) < Math.abs(best - wanted))) {
          room = free;
          best = y;
        }
      }
      return best;
    }
  }
}
